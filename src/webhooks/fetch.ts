import type { WebhookAnswer } from './answers.js';
import { gather } from './chunks.js';
import type { WebhookRequest } from './request.js';

/** The part of a worker's execution context that is used; `ctx` itself fits. */
export interface FetchContext {
  readonly waitUntil?: (work: Promise<unknown>) => void;
}

export async function answerFetch(
  handle: (request: WebhookRequest) => Promise<WebhookAnswer>,
  request: Request,
  context?: FetchContext,
): Promise<Response> {
  const body = readerOf(request);
  let answered = false;
  const answer = await handle({
    method: request.method,
    path: request.url,
    headers: request.headers,
    body: body.read,
    // Servers make it when it is asked for; Deno's aborts after each answer, whatever goes on.
    signal: () => (answered ? undefined : request.signal),
    // The context of Bun and Deno is something else.
    waitUntil: typeof context?.waitUntil === 'function' ? (work) => context.waitUntil?.(work) : undefined,
  });
  answered = true;
  body.stop();
  return new Response(answer.body, { status: answer.status, headers: answer.headers });
}

function readerOf(request: Request) {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let stopped = false;
  return {
    async read(maxBytes: number): Promise<Uint8Array | undefined> {
      if (request.bodyUsed || request.body?.locked) return undefined;
      reader = request.body?.getReader();
      const chunks = gather(maxBytes);
      for (;;) {
        const chunk = await reader?.read();
        // What is cancelled ends like what is complete.
        if (stopped) throw new Error('No longer wanted.');
        if (!chunk || chunk.done) return chunks.join();
        chunks.add(chunk.value);
      }
    },
    /** Nothing more is wanted of a body that was too large or too slow. */
    stop(): void {
      stopped = true;
      reader?.cancel().catch(() => undefined);
    },
  };
}
