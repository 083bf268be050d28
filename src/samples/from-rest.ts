import type { ParticipantQosSummary, SessionUserQosSummary } from '../generated/rest.js';
import { issue } from './issue.js';
import { samplesOf } from './samples.js';
import { conferenceOf, participantOf } from './stay.js';
import { present } from './text.js';
import type { Conference, Product, RestSource, SampleIssue, SampleResult } from './types.js';

/** What a row of a REST list does not say itself. */
export interface RestContext {
  /** The list the row came from. */
  readonly source: RestSource;
  /** The conference that was asked for: give `uuid` for one instance, `id` for a meeting or webinar number. */
  readonly conference: { readonly [K in keyof Conference]?: string | null };
  readonly accountId?: string | null;
}

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
  row: ParticipantQosSummary | SessionUserQosSummary,
  { source, conference, accountId }: RestContext,
): SampleResult {
  const issues: SampleIssue[] = [];
  const { person, qos, unknown } = source === 'rest.session' ? sessionUser(row) : meetingParticipant(row);
  for (const [key, value] of Object.entries(unknown)) {
    issues.push(issue('field_unknown', [key], value, 'a documented field'));
  }
  const origin = {
    source,
    // Every name ends with its product: 'rest.meeting'.
    product: source.slice(source.indexOf('.') + 1) as Product,
    window: 'summary',
    eventAtMs: null,
    accountId: present(accountId),
  } as const;
  const stay = {
    conference: conferenceOf(conference),
    participant: person,
    items: qos ?? [],
    path: (index: number) => ['qos', index],
  };
  return { samples: samplesOf(origin, [stay], issues), issues };
}

function meetingParticipant(row: ParticipantQosSummary) {
  const { participant_id: id, id: userId, user_name: name, email, qos, ...unknown } = row;
  return { person: participantOf({ id, userId, name, email }), qos, unknown };
}

function sessionUser({ id, user_key: key, name, qos, ...unknown }: SessionUserQosSummary) {
  return { person: participantOf({ userId: present(key) ?? id, name }), qos, unknown };
}
