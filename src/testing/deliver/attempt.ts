import { readText } from '../../bytes/read-text.js';
import type { StopSignal } from './stop.js';

/** Sends one request. `globalThis.fetch` and the `fetch` of a receiver both fit. */
export type SendRequest = (request: Request) => Promise<Response>;

/** Zoom's deadline for an answer. */
const DEADLINE_MS = 3_000;

/** How much of an answer is read. Only the answer to a challenge has a text that matters: two hundred bytes. */
const MAX_ANSWER_BYTES = 65_536;

/** The outcome of one request. */
export type Attempt =
  | { readonly outcome: 'answered'; readonly status: number; readonly text: string }
  | { readonly outcome: 'timeout' | 'connection' | 'stopped' };

/** Sends a request and waits for the complete answer, until Zoom's deadline. */
export function attempt(request: Request, send: SendRequest, stop: StopSignal): Promise<Attempt> {
  if (stop.isStopped) return Promise.resolve({ outcome: 'stopped' });
  const controller = new AbortController();
  return new Promise((resolve) => {
    const end = (result: Attempt) => {
      clearTimeout(timer);
      unsubscribe();
      resolve(result);
    };
    // `send` may ignore the signal, so the wait ends first.
    const abandon = (outcome: 'timeout' | 'stopped') => {
      end({ outcome });
      controller.abort();
    };
    const timer = setTimeout(() => abandon('timeout'), DEADLINE_MS);
    const unsubscribe = stop.onStop(() => abandon('stopped'));
    answerTo(new Request(request, { signal: controller.signal }), send).then(end);
  });
}

async function answerTo(request: Request, send: SendRequest): Promise<Attempt> {
  try {
    const response = await send(request);
    return {
      outcome: 'answered',
      status: response.status,
      text: (await readText(response, MAX_ANSWER_BYTES)) ?? '',
    };
  } catch {
    return { outcome: 'connection' };
  }
}
