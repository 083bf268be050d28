import type { ParticipantQosSummary, SessionUserQosSummary } from '../generated/rest.js';
import type { Conference, Participant, Product, RestSource } from './context.js';
import { issue, type SampleIssue } from './issue.js';
import { conferenceOf, participantOf } from './participation.js';
import type { SampleResult } from './sample.js';
import { samplesOf } from './samples.js';
import { present } from './text.js';

/** What a row of a REST list does not say itself. */
export interface RestContext {
  /** The list the row came from. */
  readonly source: RestSource;
  /**
   * The conference that was asked for: `uuid` for one instance; `id` for a meeting or webinar number, which instances share,
   * so that ids of samples are then unique within one instance only.
   */
  readonly conference: { readonly [K in keyof Conference]?: string | null };
  readonly accountId?: string | null;
  /** The row's place in its list: tells apart people who have neither id nor e-mail nor name, or the same of them. */
  readonly position?: number;
}

/**
 * Turns one participant of a REST QoS summary list into samples of the same form as an event's.
 *
 * In sessions the person's `userId` is the app's own `user_key`, as in events, or Zoom's id where there is none; Zoom's is
 * part of the samples' ids in any case. A row has no time of its own, so that its samples' ids rest on the conference's `uuid` and on
 * the person: give `position` too if what you store must hold people outside the account, who may come without any id.
 *
 * @example
 * let position = 0
 * for await (const participant of zoom.meetingParticipants(uuid)) {
 *   const { samples } = samplesFromRest(participant, { source: 'rest.meeting', conference: { uuid }, position: position++ })
 * }
 */
export function samplesFromRest(
  row: ParticipantQosSummary | SessionUserQosSummary,
  { source, conference, accountId, position }: RestContext,
): SampleResult {
  const issues: SampleIssue[] = [];
  const { person, who, qos, unknown } =
    source === 'rest.session' ? sessionUser(row) : meetingParticipant(row);
  for (const [key, value] of Object.entries(unknown)) {
    issues.push(issue('field_unknown', [key], value, 'a documented field'));
  }
  const origin = {
    source,
    // Every name ends with its product: 'rest.meeting'.
    product: source.split('.')[1] as Product,
    window: 'summary',
    eventAtMs: null,
    accountId: present(accountId),
  } as const;
  const participation = {
    conference: conferenceOf(conference),
    participant: person,
    items: qos ?? [],
    path: (index: number) => ['qos', index],
    who: who ?? nameless(person, position),
  };
  return { samples: samplesOf(origin, [participation], issues), issues };
}

function meetingParticipant(row: ParticipantQosSummary) {
  const { participant_id: id, id: userId, user_name: name, email, qos, ...unknown } = row;
  return { person: participantOf({ id, userId, name, email }), who: null, qos, unknown };
}

function sessionUser({ id, user_key: key, name, qos, ...unknown }: SessionUserQosSummary) {
  // Several people may have one key of the app's, so that Zoom's id tells them apart.
  return { person: participantOf({ userId: present(key) ?? id, name }), who: present(id), qos, unknown };
}

/** Someone who is known by name at most, whom others may share. */
function nameless({ id, userId, email, name }: Participant, position: number | undefined): string | null {
  if (position === undefined || (id ?? userId ?? email) !== null) return null;
  return `${name ?? ''}#${position}`;
}
