import { readText } from '../../bytes/read-text.js';
import type { Stop } from './stop.js';

/** Sends one request. `globalThis.fetch` fits, and so does the `fetch` of a receiver. */
export type SendRequest = (request: Request) => Promise<Response>;

/** How long Zoom waits for an answer. */
const DEADLINE_MS = 3_000;

/** How much of an answer is read. Only that of a challenge has a text that matters: two hundred bytes. */
const MAX_ANSWER_BYTES = 65_536;

/** What became of one request. */
export type Attempt =
  | { readonly outcome: 'answered'; readonly status: number; readonly text: string }
  | { readonly outcome: 'timeout' | 'connection' | 'stopped' };

/** Sends a request and waits for its answer, body included, as long as Zoom would. */
export function attempt(request: Request, send: SendRequest, stop: Stop): Promise<Attempt> {
  if (stop.isStopped) return Promise.resolve({ outcome: 'stopped' });
  const controller = new AbortController();
  return new Promise((resolve) => {
    const end = (result: Attempt) => {
      clearTimeout(timer);
      forget();
      resolve(result);
    };
    // What is sent may not heed the signal, so that the wait for it ends by itself.
    const giveUp = (outcome: 'timeout' | 'stopped') => {
      end({ outcome });
      controller.abort();
    };
    const timer = setTimeout(() => giveUp('timeout'), DEADLINE_MS);
    const forget = stop.onStop(() => giveUp('stopped'));
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
