/** Sends one request. `globalThis.fetch` fits, and so does the `fetch` of a receiver. */
export type SendRequest = (request: Request) => Promise<Response>;

/** How long Zoom waits for an answer. */
const DEADLINE_MS = 3_000;

/** What became of one request. */
export type Attempt =
  | { readonly outcome: 'answered'; readonly status: number; readonly text: string }
  | { readonly outcome: 'timeout' | 'connection' | 'stopped' };

/** Sends a request and waits for its answer, body included, as long as Zoom would. */
export async function attempt(request: Request, send: SendRequest, stop: AbortSignal): Promise<Attempt> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let timedOut = false;
  // What is sent may not heed the signal, so the wait for it ends by itself.
  const given = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason));
  });
  const answered = async (): Promise<Attempt> => {
    const response = await send(new Request(request, { signal: controller.signal }));
    return { outcome: 'answered', status: response.status, text: await response.text() };
  };
  try {
    if (stop.aborted) return { outcome: 'stopped' };
    stop.addEventListener('abort', abort, { once: true });
    timer = setTimeout(() => {
      timedOut = true;
      abort();
    }, DEADLINE_MS);
    return await Promise.race([answered(), given]);
  } catch {
    return { outcome: timedOut ? 'timeout' : stop.aborted ? 'stopped' : 'connection' };
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', abort);
  }
}
