import {
  type Conference,
  conferenceKey,
  type Participant,
  type Product,
  participantKey,
} from '../samples/index.js';
import type { Known } from '../samples/known.js';
import type { Where, Who } from './figures.js';
import type { Saved } from './saved.js';
import type { Sliced } from './sliced.js';

/** A conference, and the best that is known of it. */
export interface ConferenceGroup {
  readonly product: Product;
  readonly accountId: string | null;
  readonly known: Known<Conference>;
}

/** A participant, and the best that is known of them. */
export interface ParticipantGroup {
  readonly conference: ConferenceGroup;
  readonly known: Known<Participant>;
}

/** A conference, and what was counted of it in each slice of time. */
export interface CountedConference<C> extends ConferenceGroup {
  readonly slices: Sliced<C>;
}

/** A participant, and what was counted of them in each slice of time. */
export interface CountedParticipant<C, P> extends ParticipantGroup {
  /** Unlike that of any other participant of the rollup. */
  readonly number: number;
  readonly conference: CountedConference<C>;
  readonly slices: Sliced<P>;
}

export function whereOf({ product, accountId, known }: ConferenceGroup): Where {
  return { product, accountId, conference: known.value };
}

export function whoOf({ conference, known }: ParticipantGroup): Who {
  return { ...whereOf(conference), participant: known.value };
}

// Keys rest on what is the same in all samples of a group, so the best known has the key of each of them.
export const keyOfConference = (group: ConferenceGroup): string => conferenceKey(whereOf(group));
export const keyOfParticipant = (group: ParticipantGroup): string => participantKey(whoOf(group));

export function conferenceFrom(saved: Saved): ConferenceGroup {
  return {
    product: saved.get('product').one('meeting', 'webinar', 'session', 'phone'),
    accountId: saved.get('accountId').orNull((each) => each.text()),
    known: knownConferenceFrom(saved.get('known')),
  };
}

export function knownConferenceFrom(saved: Saved): Known<Conference> {
  const value = saved.get('value');
  const text = (field: keyof Conference) => value.get(field).orNull((each) => each.text());
  const time = (field: keyof Conference) => value.get(field).orNull((each) => each.number());
  return knownFrom(saved, {
    uuid: text('uuid'),
    id: text('id'),
    name: text('name'),
    startAtMs: time('startAtMs'),
    endAtMs: time('endAtMs'),
  });
}

export function knownParticipantFrom(saved: Saved): Known<Participant> {
  const value = saved.get('value');
  const text = (field: keyof Participant) => value.get(field).orNull((each) => each.text());
  return knownFrom(saved, {
    id: text('id'),
    userId: text('userId'),
    zoomUserId: text('zoomUserId'),
    name: text('name'),
    email: text('email'),
    role: text('role'),
    isOriginalHost: value.get('isOriginalHost').orNull((each) => each.flag()),
    ordinal: value.get('ordinal').whole(),
  });
}

/** What is known, as JSON: `null` for the time of a record that says none. */
export function knownToJSON<T extends object>({ value, times }: Known<T>): object {
  return { value, times: [...times].map(([field, time]) => [field, time === -Infinity ? null : time]) };
}

function knownFrom<T extends object>(saved: Saved, value: T): Known<T> {
  // The fields are those that were just read.
  const fields = Object.keys(value) as (keyof T & string)[];
  const times = new Map<keyof T, number>();
  for (const entry of saved.get('times').list(fields.length)) {
    const [field, time] = entry.tuple(2);
    times.set(field.one(...fields), time.orNull((each) => each.number()) ?? -Infinity);
  }
  return { value, times };
}
