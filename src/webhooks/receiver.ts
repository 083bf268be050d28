import { admit, Refused } from './admit.js';
import { ACCEPTED, answerError, answerJson, type RefusalCode, type WebhookAnswer } from './answers.js';
import type { Authenticated } from './authenticate.js';
import { KEEP_DONE_MS, LEASE_MS } from './dedupe.js';
import { OpenDelivery, readId } from './delivery.js';
import { dispatch } from './dispatch.js';
import { answerFetch, type FetchContext } from './fetch.js';
import { sha256Hex } from './hashing.js';
import { interpret } from './interpret.js';
import { type ReceiverFailure, type ReceiverOptions, readOptions } from './options.js';
import type { WebhookRequest } from './request.js';
import { tolerant } from './tolerant.js';
import { within } from './within.js';

/** Answers Zoom's requests. Made by `createReceiver`; its functions may be taken out of it. */
export interface Receiver {
  /** Answers one request, whichever server it came through. Never rejects. */
  readonly handle: (request: WebhookRequest) => Promise<WebhookAnswer>;
  /** Answers a fetch-style request, as in Hono, Next.js, workers, Bun and Deno. Never rejects. */
  readonly fetch: (request: Request, context?: FetchContext) => Promise<Response>;
  /** Answers 503 from now on, aborts the signals of running deliveries, and resolves once all handlers have ended. */
  readonly close: () => Promise<void>;
  /** The option of that name. */
  readonly path: string | undefined;
  /** The option of that name, or its default. */
  readonly ack: 'processed' | 'immediate';
}

/**
 * Makes a receiver of Zoom's webhooks: it verifies the bytes of each request, answers Zoom's challenges, keeps duplicates
 * away, hands typed events to their handlers, and answers in time.
 *
 * Zoom is told of success only after the handler has succeeded. When it throws, or still runs at the deadline, Zoom sends
 * the event again; so handlers should bear being called twice for one event, which a crash can always cause.
 *
 * @example
 * const receiver = createReceiver({
 *   secrets: process.env.ZOOM_WEBHOOK_SECRET_TOKEN,
 *   on: { 'meeting.participant_qos': (event) => store(toSamples(event).samples) },
 * });
 * http.createServer(toNodeHandler(receiver)).listen(3000);
 *
 * @throws ArgumentError when an option is out of range
 */
export function createReceiver(options: ReceiverOptions): Receiver {
  const settings = readOptions(options);
  // A store that hangs may take a quarter of the time, and leaves the rest to the handler.
  const store = tolerant(settings.dedupe, settings.deadlineMs / 4, (error) =>
    report({ stage: 'dedupe', error }),
  );
  const running = new Set<OpenDelivery>();
  let pending = 0;
  let closed = false;
  const waiting: (() => void)[] = [];

  function handle(request: WebhookRequest): Promise<WebhookAnswer> {
    const answer = attend(request);
    return within(settings.deadlineMs, answer, () => {
      keepAlive(answer, request);
      return answerError('deadline_exceeded');
    });
  }

  async function attend(request: WebhookRequest): Promise<WebhookAnswer> {
    pending++;
    try {
      return await receive(request);
    } catch (error) {
      report({ stage: 'receiver', error }, request);
      return answerError('internal_error');
    } finally {
      leave();
    }
  }

  async function receive(request: WebhookRequest): Promise<WebhookAnswer> {
    const receivedAtMs = settings.now();
    if (closed) return refuse('shutting_down', request);

    let signed: Authenticated;
    try {
      signed = await admit(request, settings);
    } catch (error) {
      if (error instanceof Refused) return refuse(error.code, request);
      report({ stage: 'secrets', error }, request);
      return refuse('secret_missing', request);
    }

    const meaning = await interpret(signed);
    if (meaning.kind === 'challenge') return answerJson(meaning.answer);

    const { body, signedAtMs } = signed;
    const open = new OpenDelivery(
      {
        requestId: readId(request.headers, 'x-zm-request-id'),
        trackingId: readId(request.headers, 'x-zm-trackingid'),
        signedAtMs,
        receivedAtMs,
        bodyHash: await sha256Hex(body),
      },
      request,
    );
    const call = dispatch(meaning, body, open.delivery, settings);
    if (call) return await deliver(call, open, request);
    return meaning.kind === 'event' ? ACCEPTED : answerError(meaning.error.code);
  }

  async function deliver(
    call: () => unknown,
    open: OpenDelivery,
    request: WebhookRequest,
  ): Promise<WebhookAnswer> {
    const { delivery } = open;
    const claim = await store.claim(delivery.bodyHash, LEASE_MS);
    if (claim === 'busy') return answerError('busy');
    if (claim === 'done') {
      tell(settings.onDuplicate, delivery, request);
      return ACCEPTED;
    }
    if (settings.ack === 'processed' || !request.waitUntil) return await run(call, open, request);
    keepAlive(run(call, open, request), request);
    return ACCEPTED;
  }

  async function run(
    call: () => unknown,
    open: OpenDelivery,
    request: WebhookRequest,
  ): Promise<WebhookAnswer> {
    const { delivery } = open;
    pending++;
    running.add(open);
    if (closed) open.abort();
    try {
      await call();
      await store.complete(delivery.bodyHash, KEEP_DONE_MS);
      return ACCEPTED;
    } catch (error) {
      report({ stage: 'handler', error, delivery }, request);
      await store.release(delivery.bodyHash);
      return answerError('handler_failed');
    } finally {
      running.delete(open);
      open.end();
      leave();
    }
  }

  function refuse(code: RefusalCode, request: WebhookRequest): WebhookAnswer {
    const answer = answerError(code);
    const requestId = readId(request.headers, 'x-zm-request-id');
    tell(settings.onRefused, { code, status: answer.status, requestId }, request);
    return answer;
  }

  /** Lets a listener hear of something; the answer does not wait for it. */
  function tell<Fact>(
    listener: ((fact: Fact) => unknown) | undefined,
    fact: Fact,
    request: WebhookRequest,
  ): void {
    if (!listener) return;
    const heard = call(listener, fact).catch((error) => report({ stage: 'listener', error }, request));
    keepAlive(heard, request);
  }

  function report(failure: ReceiverFailure, request?: WebhookRequest): void {
    const { onError } = settings;
    if (!onError) return;
    // There is nobody left to tell of an error of the listener for errors.
    const heard = call(onError, failure).catch(() => undefined);
    if (request) keepAlive(heard, request);
  }

  function leave(): void {
    pending--;
    if (pending === 0) for (const resolve of waiting.splice(0)) resolve();
  }

  async function close(): Promise<void> {
    closed = true;
    for (const open of running) open.abort();
    if (pending > 0) await new Promise<void>((resolve) => waiting.push(resolve));
  }

  return {
    handle,
    fetch: (request, context) => answerFetch(handle, request, context),
    close,
    path: settings.path,
    ack: settings.ack,
  };
}

/** Calls user code so that whatever it throws, now or later, is a rejection. */
async function call<Fact>(listener: (fact: Fact) => unknown, fact: Fact): Promise<void> {
  await listener(fact);
}

function keepAlive(work: Promise<unknown>, request: WebhookRequest): void {
  try {
    request.waitUntil?.(work);
  } catch {
    // A platform that no longer takes work stops it, which is all there is to do.
  }
}
