import { ArgumentError, ZoomApiError } from '../errors.js';
import type {
  ParticipantQosSummary,
  ParticipantsQosSummaryPage,
  paths,
  SessionUserQosSummary,
  SessionUsersQosSummaryPage,
} from '../generated/rest.js';
import { REST_SHAPES } from '../generated/rest-shapes.js';
import { readAs, unreadableFields } from '../shapes/read.js';
import { type Shape, shapeRegistry } from '../shapes/shape.js';
import { errorOf } from './abort.js';
import { encodeId } from './ids.js';
import { type JsonAnswer, malformed, requestJson } from './json.js';
import { type QssClientOptions, readOptions } from './options.js';
import { createPace } from './pace.js';
import { createList, type ListOptions, type QosList } from './pages.js';
import type { Asked } from './refusal.js';
import { createRetry } from './retry.js';

/** The QoS summary lists of Zoom's REST API. */
export interface QssClient {
  /** Who took part in a meeting, by its number or UUID. */
  meetingParticipants(
    meetingId: string,
    options?: ListOptions,
  ): QosList<ParticipantQosSummary, ParticipantsQosSummaryPage>;
  /** Who took part in a webinar, by its number or UUID. */
  webinarParticipants(
    webinarId: string,
    options?: ListOptions,
  ): QosList<ParticipantQosSummary, ParticipantsQosSummaryPage>;
  /** Who took part in a Video SDK session, by its id. */
  sessionUsers(
    sessionId: string,
    options?: ListOptions,
  ): QosList<SessionUserQosSummary, SessionUsersQosSummaryPage>;
}

type PageAt<Path extends keyof paths> = paths[Path]['get']['responses'][200]['content']['application/json'];

const shapeOf = /* @__PURE__ */ shapeRegistry(REST_SHAPES);

/**
 * A client of the three lists in which Zoom keeps the quality of ended meetings, webinars and sessions.
 *
 * Ids are encoded as Zoom wants them. Requests are tried three times where that may help, and wait as Zoom asks; tokens are
 * renewed. Nothing is fetched before it is read.
 *
 * Reading a list throws `ZoomApiError` where Zoom refuses, `RestTransportError` where no answer could be used.
 *
 * @throws {ArgumentError} an option that cannot be used. The lists throw it for an id or an option of theirs before any request
 * is sent, and while they are read for what `getToken` gave, if no header can carry it
 * @example
 * const zoom = createQssClient({ accountId, clientId, clientSecret })
 * for await (const participant of zoom.meetingParticipants(meetingId)) {
 *   console.log(participant.user_name, participant.qos?.length)
 * }
 */
export function createQssClient(options: QssClientOptions): QssClient {
  const { baseUrl, requestsPerSecond, transport, tokens } = readOptions(options);
  const pace = createPace(requestsPerSecond, transport.now, transport.sleep);

  const get = async (
    url: string,
    progress: Asked['progress'],
    signal: AbortSignal | undefined,
  ): Promise<JsonAnswer> => {
    if (signal?.aborted) throw errorOf(signal);
    const retry = createRetry(transport, signal);
    const secrets = [...tokens.secrets];
    const send = (token: string) => {
      secrets.push(token);
      return retry(async () => {
        await pace(signal);
        const headers = { accept: 'application/json', authorization: `Bearer ${token}` };
        const asked = { for: 'page', secrets, progress } as const;
        return requestJson({ url, method: 'GET', headers }, asked, transport, signal);
      });
    };
    const token = await tokens.get(signal);
    try {
      return await send(token);
    } catch (error) {
      if (!tokens.renew || !isTokenRefused(error)) throw error;
    }
    return send(await tokens.renew(token, signal));
  };

  /** One operation of the API, as a method. */
  const list =
    <Path extends keyof paths, Item>(
      path: Path,
      shapeName: keyof typeof REST_SHAPES,
      itemsOf: (page: PageAt<Path>) => readonly Item[] | undefined,
    ) =>
    (id: string, { pageSize = 10, signal }: ListOptions = {}): QosList<Item, PageAt<Path>> => {
      if (!(Number.isInteger(pageSize) && pageSize >= 1 && pageSize <= 10)) {
        throw new ArgumentError('pageSize', 'a whole number from 1 to 10');
      }
      const url = baseUrl + path.replace(/\{(\w+)\}/, (_, argument: string) => encodeId(argument, id));
      return createList<Item, PageAt<Path>>(
        async (next) => {
          const query = new URLSearchParams({ page_size: String(pageSize) });
          if (next) query.set('next_page_token', next.token);
          const answer = await get(`${url}?${query}`, next?.progress, signal);
          // The shape of that name is generated from the same schema as the type, and readPage has proved it.
          return readPage(answer, shapeName) as PageAt<Path>;
        },
        (page) => itemsOf(page) ?? [],
      );
    };

  return {
    meetingParticipants: list(
      '/metrics/meetings/{meetingId}/participants/qos_summary',
      'ParticipantsQosSummaryPage',
      (page) => page.participants,
    ),
    webinarParticipants: list(
      '/metrics/webinars/{webinarId}/participants/qos_summary',
      'ParticipantsQosSummaryPage',
      (page) => page.participants,
    ),
    sessionUsers: list(
      '/videosdk/sessions/{sessionId}/users/qos_summary',
      'SessionUsersQosSummaryPage',
      (page) => page.users,
    ),
  };
}

/** A page with the declared type. Nothing in it is required, so an object without any field of a page is none. */
function readPage({ value, text }: JsonAnswer, shapeName: keyof typeof REST_SHAPES): Record<string, unknown> {
  // REST_SHAPES holds every name of that type.
  const shape = shapeOf(shapeName) as Shape;
  if (!Object.keys(value).some((key) => shape.fields.has(key))) {
    throw malformed([{ path: [], expected: shapeName, received: 'object' }]);
  }
  const reading = readAs(value, shape, text);
  // Without its items or its token a list would end here as if it were complete.
  const faults = [...reading.faults, ...unreadableFields(reading)];
  if (faults.length > 0) throw malformed(faults);
  return reading.value;
}

/** Whether another token may help: a 401, or Zoom's number for it under another status. */
function isTokenRefused(error: unknown): boolean {
  if (!(error instanceof ZoomApiError)) return false;
  return error.status === 401 || (error.code === 'unauthorized' && error.zoomCode === 124);
}
