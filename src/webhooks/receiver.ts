import { NO_REPAIRS } from '../events/index.js';
import { admit, checkHead, refusalOf } from './admit.js';
import { ACCEPTED, answerError, answerJson, type WebhookAnswer } from './answers.js';
import { createAttempts } from './attempts.js';
import { type Awaitable, chain, isThenable } from './awaitable.js';
import { UnverifiedBody } from './body-buffer.js';
import { createBufferBudget } from './buffer-budget.js';
import { answerChallenge } from './challenge.js';
import { keyOf } from './dedupe-key.js';
import { type Delivery, ReceivedDelivery, readId } from './delivery.js';
import { DeliverySignal, type OpenSignals } from './delivery-signal.js';
import { dispatch } from './dispatch.js';
import { type CloseOptions, createDrain } from './drain.js';
import type { Exchange } from './exchange.js';
import { answerFetch, type FetchContext } from './fetch.js';
import { sha256Hex } from './hashing.js';
import { type Deliverable, interpret, interpretUnparsed } from './interpret.js';
import { createListeners } from './listeners.js';
import type { AnsweredRequest, ReceiverOptions } from './options.js';
import { Refused } from './refused.js';
import { keepAlive, type WebhookRequest } from './request.js';
import { readOptions } from './settings.js';
import { within } from './within.js';

/** Answers Zoom's requests. Made by `createReceiver`. Its functions work without it, so you can take them out of it. */
export interface Receiver {
  /** Answers a request from any server. Never rejects. */
  readonly handle: (request: WebhookRequest) => Promise<WebhookAnswer>;
  /** Answers a `Request`, as in Hono, Next.js, workers, Bun and Deno. Never rejects. */
  readonly fetch: (request: Request, context?: FetchContext) => Promise<Response>;
  /**
   * Takes requests for another `drainMs`, then answers 503. Aborts the signals of running deliveries `graceMs` later, and
   * resolves when all handlers have ended, at most 5 seconds after that. Answers close their connection from now on.
   *
   * @example
   * process.once('SIGTERM', () => receiver.close({ drainMs: 5_000, graceMs: 5_000 }).then(() => server.close()));
   *
   * @throws {ArgumentError} `drainMs`, `graceMs`
   */
  readonly close: (options?: CloseOptions) => Promise<void>;
  /** Whether `close` has been called: a health route should then say that this instance takes no more requests. */
  readonly closing: boolean;
  /** The option of that name. */
  readonly path: string | undefined;
  /** The option of that name, or its default. */
  readonly ack: 'processed' | 'immediate';
}

/**
 * Creates a receiver of Zoom's webhooks. It verifies the bytes of each request, answers Zoom's challenges, drops duplicates,
 * calls a handler with each typed event, and answers in time.
 *
 * Zoom gets a 2xx only after the handler succeeds. If the handler throws or misses the deadline, Zoom sends the event again.
 * Handlers should tolerate a second call for the same event, which a crash can always cause.
 *
 * @example
 * const receiver = createReceiver({
 *   secrets: process.env.ZOOM_WEBHOOK_SECRET_TOKEN,
 *   on: { 'meeting.participant_qos': (event) => store(toSamples(event).samples) },
 * });
 * http.createServer(toNodeHandler(receiver)).listen(3000);
 *
 * @throws {ArgumentError} if an option is out of range
 */
export function createReceiver(options: ReceiverOptions): Receiver {
  const settings = readOptions(options);
  const budget = createBufferBudget(settings.maxBufferedBytes);
  const signals: OpenSignals = { controllers: new Set() };
  const drain = createDrain(signals);
  const listeners = createListeners(settings.onError);
  const { tell, report } = listeners;
  const attempts = createAttempts(settings, listeners, drain);

  async function handle(request: WebhookRequest): Promise<WebhookAnswer> {
    const exchange: Exchange = {
      request,
      body: new UnverifiedBody(settings.maxBytes, budget),
      // `Date.now` jumps when the clock is set.
      startedAt: performance.now(),
      receivedAtMs: 0,
      secretIndex: null,
      event: null,
      challenge: false,
      duplicate: false,
      running: undefined,
      isAnswered: false,
    };
    drain.enter();
    let answer: WebhookAnswer;
    try {
      exchange.receivedAtMs = settings.now();
      if (drain.isClosed) throw new Refused('shutting_down', 'The receiver is closing.');
      checkHead(request, settings);
      const reading = exchange.body.read(request.body, settings.bodyTimeoutMs);
      if (reading) await reading;
      const work = receive(exchange);
      answer = isThenable(work) ? await inTime(work, exchange) : work;
    } catch (error) {
      answer = fail(error, exchange);
    }
    drain.leave();
    exchange.isAnswered = true;
    // Its sender may disconnect from now on.
    exchange.running?.signal.answered();
    if (settings.onAnswered) tell(settings.onAnswered, factsOf(answer, exchange), request);
    // Else a proxy would keep the connection, and the server could not end.
    return drain.isClosing ? { ...answer, headers: { ...answer.headers, connection: 'close' } } : answer;
  }

  /** Answers at the deadline if the work takes longer. The work goes on, and reports its own failure. */
  function inTime(work: Promise<WebhookAnswer>, exchange: Exchange): Awaitable<WebhookAnswer> {
    const answer = work.catch((error) => fail(error, exchange));
    return within(exchange.startedAt + settings.deadlineMs - performance.now(), answer, () => {
      exchange.isAnswered = true;
      keepAlive(answer, exchange.request);
      if (exchange.running) attempts.reportLate(exchange.running, exchange);
      return answerError('deadline_exceeded');
    });
  }

  /** Answers a request whose body is complete. */
  function receive(exchange: Exchange): Awaitable<WebhookAnswer> {
    const { request, receivedAtMs } = exchange;
    return chain(admit(request, exchange.body, settings), (signed) => {
      const { body, secret } = signed;
      exchange.secretIndex = signed.secretIndex;
      const meaning = settings.onBody ? interpretUnparsed(body) : interpret(body);
      if (meaning.kind === 'challenge') {
        exchange.challenge = true;
        // With the secret that signed the request, so that it works during a rotation.
        return answerChallenge({ plainToken: meaning.plainToken, secret }).then(answerJson);
      }
      if (meaning.kind === 'event') exchange.event = meaning.event.event;
      return chain(sha256Hex(body), (bodyHash) => {
        const signal = new DeliverySignal(request, signals);
        const repairs = meaning.kind === 'event' ? meaning : NO_REPAIRS;
        const { headers } = request;
        const delivery = new ReceivedDelivery(headers, signed, receivedAtMs, bodyHash, repairs, signal);
        return deliver(meaning, delivery, signal, exchange);
      });
    });
  }

  /** Calls the handler of a verified body, unless it has been called before. */
  function deliver(
    meaning: Deliverable,
    delivery: Delivery,
    signal: DeliverySignal,
    exchange: Exchange,
  ): Awaitable<WebhookAnswer> {
    const { request } = exchange;
    const call = dispatch(meaning, delivery, settings);
    if (!call) {
      if (meaning.kind !== 'unreadable') return ACCEPTED;
      const { error } = meaning;
      report({ stage: 'unreadable', error, delivery }, request);
      // The code's usual status is for strangers, but this body is genuine: Zoom should retry.
      return answerError(error.code, 500);
    }
    const badKey = (error: unknown) => report({ stage: 'dedupe', error, delivery }, request);
    return chain(keyOf(meaning, delivery, settings, badKey), (key) =>
      attempts.make({ key, call, delivery, signal }, exchange),
    );
  }

  /** The answer after an error: a refusal, or a bug. */
  function fail(error: unknown, { body, request, receivedAtMs }: Exchange): WebhookAnswer {
    body.release();
    const refused = refusalOf(error, request, receivedAtMs, settings);
    if (!refused) {
      report({ stage: 'receiver', error }, request);
      return answerError('internal_error');
    }
    const { code, status, message, cause } = refused;
    if (cause) report({ stage: 'secrets', error: cause.error }, request);
    const answer = answerError(code, status);
    const requestId = readId(request.headers, 'x-zm-request-id');
    tell(settings.onRefused, { code, status: answer.status, message, requestId }, request);
    return answer;
  }

  return {
    handle,
    fetch: (request, context) => answerFetch(handle, request, context),
    close: drain.close,
    get closing() {
      return drain.isClosing;
    },
    path: settings.path,
    ack: settings.ack,
  };
}

/** What `onAnswered` gets. */
function factsOf({ status, code }: WebhookAnswer, exchange: Exchange): AnsweredRequest {
  const { body, secretIndex, event, challenge, duplicate, startedAt } = exchange;
  const ms = performance.now() - startedAt;
  return { status, code: code ?? null, event, challenge, duplicate, secretIndex, ms, bytes: body.received };
}
