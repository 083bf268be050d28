import type { ParticipantQosSummary, SessionUserQosSummary } from '../generated/rest.js';
import { issue } from './issue.js';
import { samplesOf } from './samples.js';
import { conferenceOf, participantOf } from './stay.js';
import type { Conference, Product, RestSource, SampleIssue, SampleResult } from './types.js';

/** What a row of a REST list does not say itself. */
export interface RestContext {
  /** The list the row came from. */
  readonly source: RestSource;
  /** The conference that was asked for: give `uuid` for one instance, `id` for a meeting or webinar number. */
  readonly conference: { readonly [K in keyof Conference]?: string | null };
  readonly accountId?: string | null;
}

const KNOWN: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'id',
  'participant_id',
  'user_key',
  'user_name',
  'name',
  'email',
  'qos',
]);

/**
 * Turns one participant of a REST QoS summary list into samples of the same form as an event's.
 *
 * In sessions the person's `userId` is the app's own `user_key`, as in events, or Zoom's id where there is none.
 *
 * @example
 * for await (const participant of zoom.meetingParticipants(meetingId)) {
 *   const { samples } = samplesFromRest(participant, { source: 'rest.meeting', conference: { id: meetingId } })
 * }
 */
export function samplesFromRest(
  participant: ParticipantQosSummary | SessionUserQosSummary,
  { source, conference, accountId = null }: RestContext,
): SampleResult {
  const issues: SampleIssue[] = [];
  for (const [key, value] of Object.entries(participant)) {
    if (!KNOWN.has(key)) issues.push(issue('field_unknown', [key], value, 'a documented field'));
  }
  const origin = {
    source,
    // Every name ends with its product: 'rest.meeting'.
    product: source.slice(source.indexOf('.') + 1) as Product,
    window: 'summary',
    eventAtMs: null,
    accountId,
  } as const;
  const stay = {
    conference: conferenceOf(conference),
    participant: source === 'rest.session' ? sessionUser(participant) : meetingParticipant(participant),
    items: participant.qos ?? [],
    path: (index: number) => ['qos', index],
  };
  return { samples: samplesOf(origin, [stay], issues), issues };
}

function meetingParticipant({
  participant_id: id,
  id: userId,
  user_name: name,
  email,
}: ParticipantQosSummary) {
  return participantOf({ id, userId, name, email });
}

function sessionUser({ id, user_key: key, name }: SessionUserQosSummary) {
  return participantOf({ userId: key || id, name });
}
