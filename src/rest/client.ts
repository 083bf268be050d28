import { requireFunction, requireOptions, requireSignal } from '../errors/require.js';
import { ArgumentError, ZoomApiError } from '../errors.js';
import type {
  ParticipantQosSummary,
  ParticipantsQosSummaryPage,
  paths,
  SessionUserQosSummary,
  SessionUsersQosSummaryPage,
} from '../generated/rest.js';
import { errorOf, untilAborted } from './abort.js';
import type { RequestContext } from './api-error.js';
import { encodeId } from './ids.js';
import { type JsonAnswer, requestJson } from './json.js';
import { type QssClientOptions, readOptions } from './options.js';
import { createList, type ListOptions, type QosList } from './pages.js';
import { orErrorWithProgress } from './progress.js';
import { createRateLimiter } from './rate-limiter.js';
import { type ListName, readPage } from './read-page.js';
import { createRetry } from './retry.js';

/** The QoS summary lists of Zoom's REST API. */
export interface QssClient {
  /** The participants of a meeting, by its number or UUID. */
  meetingParticipants(
    meetingId: string,
    options?: ListOptions,
  ): QosList<ParticipantQosSummary, ParticipantsQosSummaryPage>;
  /** The participants of a webinar, by its number or UUID. */
  webinarParticipants(
    webinarId: string,
    options?: ListOptions,
  ): QosList<ParticipantQosSummary, ParticipantsQosSummaryPage>;
  /** The users of a Video SDK session, by its id. */
  sessionUsers(
    sessionId: string,
    options?: ListOptions,
  ): QosList<SessionUserQosSummary, SessionUsersQosSummaryPage>;
}

type PageAt<Path extends keyof paths> = paths[Path]['get']['responses'][200]['content']['application/json'];

/**
 * Creates a client of the three lists in which Zoom keeps QoS summaries of ended meetings, webinars and sessions.
 *
 * The client encodes ids as Zoom requires, retries twice where a retry can help, waits as long as Zoom asks, and renews
 * tokens. Lists are lazy: they fetch a page when it is read.
 *
 * Reading a list throws `ZoomApiError` if Zoom refuses, and `RestTransportError` if no usable response came.
 *
 * @throws {ArgumentError} `argument_invalid`: an unusable option, or a credential that is not set. The lists throw it for an unusable id or option before any
 * request, and while they are read if `getToken` returned text that no header can carry
 * @example
 * const zoom = createQssClient({
 *   accountId: process.env.ZOOM_ACCOUNT_ID,
 *   clientId: process.env.ZOOM_CLIENT_ID,
 *   clientSecret: process.env.ZOOM_CLIENT_SECRET,
 * })
 * for await (const participant of zoom.meetingParticipants(meetingId)) {
 *   console.log(participant.user_name, participant.qos?.length)
 * }
 */
export function createQssClient(options: QssClientOptions): QssClient {
  const { baseUrl, requestsPerSecond, transport, tokens } = readOptions(options);
  const takeTurn = createRateLimiter(requestsPerSecond, transport.now, transport.sleep);

  const get = async (
    url: string,
    purpose: RequestContext['purpose'],
    signal: AbortSignal | undefined,
  ): Promise<JsonAnswer> => {
    if (signal?.aborted) throw errorOf(signal);
    const retry = createRetry(transport, signal);
    const secrets = [...tokens.secrets];
    const send = (token: string) => {
      secrets.push(token);
      return retry(async () => {
        await takeTurn(signal);
        const headers = { accept: 'application/json', authorization: `Bearer ${token}` };
        const context = { purpose, secrets };
        return requestJson({ url, method: 'GET', headers }, context, transport, signal);
      });
    };
    const token = await tokens.get(signal);
    try {
      return await send(token);
    } catch (error) {
      if (!tokens.renew || !isTokenRejected(error)) throw error;
    }
    return send(await tokens.renew(token, signal));
  };

  /** Creates the method for one operation of the API. `name` is the field of its pages that holds their items. */
  const list =
    <Path extends keyof paths, Item>(path: Path, name: ListName) =>
    (id: string, options: ListOptions = {}): QosList<Item, PageAt<Path>> => {
      requireOptions(options, 'a list', { pageSize: 0, signal: 0, onRepairs: 0 });
      const { pageSize = 10, signal, onRepairs } = options;
      requireSignal('signal', signal);
      requireFunction('onRepairs', onRepairs);
      if (!(Number.isInteger(pageSize) && pageSize >= 1 && pageSize <= 10)) {
        throw new ArgumentError('pageSize', 'a whole number from 1 to 10');
      }
      const url = baseUrl + path.replace(/\{(\w+)\}/, (_, argument: string) => encodeId(argument, id));
      return createList<Item, PageAt<Path>>(
        async (next) => {
          const query = new URLSearchParams({ page_size: String(pageSize) });
          if (next) query.set('next_page_token', next.token);
          const reading = get(`${url}?${query}`, next ? 'next page' : 'first page', signal).then((answer) =>
            readPage(answer, name),
          );
          const { value, repairs, repairsOmitted } = await orErrorWithProgress(reading, next?.progress);
          if (onRepairs && repairs.length > 0) {
            const page = (next?.progress.pages ?? 0) + 1;
            // Its own error is passed on unchanged; only that of the signal gets the progress.
            const call = Promise.resolve(onRepairs({ page, repairs, repairsOmitted })).then(
              () => undefined,
              (error: unknown) => ({ error }),
            );
            const failure = await orErrorWithProgress(untilAborted(call, signal), next?.progress);
            if (failure) throw failure.error;
          }
          // readPage has brought the page to the shape that is generated from the type's schema.
          return value as PageAt<Path>;
        },
        // The same: readPage refuses a page without its list.
        (page) => (page as Record<string, unknown>)[name] as readonly Item[],
      );
    };

  return {
    meetingParticipants: list('/metrics/meetings/{meetingId}/participants/qos_summary', 'participants'),
    webinarParticipants: list('/metrics/webinars/{webinarId}/participants/qos_summary', 'participants'),
    sessionUsers: list('/videosdk/sessions/{sessionId}/users/qos_summary', 'users'),
  };
}

/** Whether a new token may help: a 401, or Zoom's code for it with another status. */
function isTokenRejected(error: unknown): boolean {
  if (!(error instanceof ZoomApiError)) return false;
  return error.status === 401 || (error.code === 'unauthorized' && error.zoomCode === 124);
}
