import type { WebhookAnswer } from './answers.js';
import type { BodyBuffer } from './body-buffer.js';
import type { WebhookRequest } from './request.js';
import { delay } from './within.js';

/** The part of a worker's execution context that `receiver.fetch` uses. Pass `ctx` itself. */
export interface FetchContext {
  /** Tells the platform to keep running until the work settles, even after the answer. */
  readonly waitUntil?: ((work: Promise<unknown>) => void) | undefined;
}

/** How many pieces are read before other work gets a turn. */
const PIECES_PER_TURN = 256;

export async function answerFetch(
  handle: (request: WebhookRequest) => Promise<WebhookAnswer>,
  request: Request,
  context?: FetchContext,
): Promise<Response> {
  let answered = false;
  const answer = await handle({
    method: request.method,
    path: request.url,
    headers: request.headers,
    body: (buffer) => readBody(request, buffer),
    // Servers create it on first use. Deno's aborts after each answer, even if a handler still runs.
    signal: () => (answered ? undefined : request.signal),
    // Bun and Deno pass something else as the second argument.
    waitUntil: typeof context?.waitUntil === 'function' ? (work) => context.waitUntil?.(work) : undefined,
  });
  answered = true;
  return new Response(answer.body, { status: answer.status, headers: answer.headers });
}

async function readBody(request: Request, buffer: BodyBuffer): Promise<BodyBuffer | undefined> {
  if (request.bodyUsed || request.body?.locked) return undefined;
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = request.body?.getReader();
  // This also ends a pending read.
  buffer.onCancel(() => void reader?.cancel().catch(() => undefined));
  for (let pieces = 1; ; pieces++) {
    const piece = await reader?.read();
    if (!piece || piece.done) return buffer;
    buffer.add(piece.value);
    // A stream that always has a piece ready would block timers and other requests.
    if (pieces % PIECES_PER_TURN === 0) await delay();
  }
}
