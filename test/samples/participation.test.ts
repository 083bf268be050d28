import { describe, expect, it } from 'vitest';
import type { Conference, Participant, Path } from 'zoom-qss';
import { at, changed, example, put, type Raw } from '../events/documented.js';
import { samplesOf, snapshotsOf } from './given.js';

/** The texts that say who somebody is; the session host and the ordinal have tests of their own. */
const PERSON = ['id', 'userId', 'zoomUserId', 'name', 'email', 'role'] as const;

/** The field that each text comes from; `null` where the event does not say it. */
interface Wires {
  participant: { readonly [K in (typeof PERSON)[number]]: Path | null };
  conference: { readonly [K in 'uuid' | 'id' | 'name']: Path | null };
}

const OBJECT = ['payload', 'object'];
const NOWHERE = { id: null, userId: null, zoomUserId: null, name: null, email: null, role: null };
const inObject = (...keys: Path): Path => [...OBJECT, ...keys];
const inParticipant = (key: string): Path => inObject('participant', key);
const inUser = (key: string): Path => inObject('user', key);

const LIVE: Wires = {
  participant: {
    ...NOWHERE,
    id: inParticipant('user_id'),
    userId: inParticipant('participant_user_id'),
    email: inParticipant('email'),
  },
  conference: { uuid: inObject('uuid'), id: null, name: null },
};
const SUMMARY: Wires = {
  participant: {
    ...NOWHERE,
    id: inParticipant('participant_id'),
    userId: inParticipant('id'),
    name: inParticipant('user_name'),
    email: inParticipant('email'),
  },
  conference: { uuid: inObject('uuid'), id: inObject('id'), name: null },
};
const DATA: Wires = {
  participant: {
    ...NOWHERE,
    id: inParticipant('participant_id'),
    userId: inParticipant('participant_user_id'),
    email: inParticipant('email'),
  },
  conference: { uuid: inObject('uuid'), id: null, name: null },
};
const DATA_SUMMARY: Wires = { ...DATA, conference: { ...DATA.conference, id: inObject('id') } };
const SESSION: Wires = {
  participant: { ...NOWHERE, id: inUser('id'), userId: inUser('user_key'), name: inUser('name') },
  conference: { uuid: inObject('session_id'), id: inObject('session_key'), name: inObject('session_name') },
};
const CALL: Wires = {
  participant: {
    ...NOWHERE,
    userId: inObject('call_qos', 'id'),
    email: inObject('call_qos', 'user_email'),
    role: inObject('call_qos', 'type'),
  },
  conference: { uuid: inObject('call_id'), id: null, name: null },
};
const CALL_SUMMARY: Wires = {
  participant: {
    ...NOWHERE,
    userId: inObject('call_qos', 0, 'user_id'),
    email: inObject('call_qos', 0, 'user_email'),
    role: inObject('call_qos', 0, 'type'),
  },
  conference: CALL.conference,
};

const TABLE: [event: string, Wires][] = [
  ['meeting.participant_qos', LIVE],
  ['webinar.participant_qos', LIVE],
  ['meeting.participant_qos_summary', SUMMARY],
  ['webinar.participant_qos_summary', SUMMARY],
  ['session.user_qos', SESSION],
  ['session.user_qos_summary', SESSION],
  ['phone.call_qos', CALL],
  ['phone.call_qos_summary', CALL_SUMMARY],
  ['meeting.participant_data', DATA],
  ['webinar.participant_data', DATA],
  ['meeting.participant_data_summary', DATA_SUMMARY],
  ['webinar.participant_data_summary', DATA],
  ['session.user_data', SESSION],
  ['session.user_data_summary', SESSION],
];

/** Who and where, by the first record of an event. */
function identityOf(raw: Raw): { participant: Partial<Participant>; conference: Partial<Conference> } {
  const [record] = String(raw.event).includes('_data') ? snapshotsOf(raw).snapshots : samplesOf(raw).samples;
  if (record === undefined) throw new Error('There is no record.');
  const { isOriginalHost, ordinal, ...participant } = record.participant;
  const { startAtMs, endAtMs, ...conference } = record.conference;
  return { participant, conference };
}

/** The table with something in the place of each field. */
const mapped = <T>(wires: Wires, change: (path: Path | null, part: string) => T) => ({
  participant: mapValues(wires.participant, change),
  conference: mapValues(wires.conference, change),
});
const mapValues = <T>(paths: object, change: (path: Path | null, part: string) => T) =>
  Object.fromEntries(Object.entries(paths).map(([part, path]) => [part, change(path, part)]));

describe.each(TABLE)('%s', (name, wires) => {
  const all = Object.values(wires).flatMap((part: object) => Object.values(part)) as (Path | null)[];
  const paths = all.filter((path) => path !== null);

  it('says who was where, each by its own field', () => {
    const raw = example(name);
    for (const path of paths) put(raw, path, `from ${path.join('.')}`);
    expect(identityOf(raw)).toStrictEqual(
      mapped(wires, (path) => (path === null ? null : `from ${path.join('.')}`)),
    );
  });

  it.each(['', ' ', '-', 'N/A'])('takes %o for nothing', (blank) => {
    const raw = example(name);
    for (const path of paths) put(raw, path, blank);
    expect(identityOf(raw)).toStrictEqual(mapped(wires, () => null));
  });

  it('ignores values under other names', () => {
    const raw = example(name);
    const holders = new Set(paths.map((path) => at(raw, path.slice(0, -1)) as Raw));
    const names = ['name', 'user_name', 'display_name', 'uuid', 'user_key', 'role', 'user_email'];
    const expected = mapped(wires, (path) => (path === null ? null : (at(raw, path) ?? null)));
    for (const holder of holders) {
      const known = paths.filter((path) => at(raw, path.slice(0, -1)) === holder).map((path) => path.at(-1));
      for (const other of names) if (!known.includes(other)) holder[other] = 'elsewhere';
    }
    expect(identityOf(raw)).toStrictEqual(expected);
  });
});

describe('a call', () => {
  it.each(['phone.call_qos', 'phone.call_qos_summary'])('%s says when it began and ended', (name) => {
    const raw = changed(example(name), [...OBJECT, 'call_end_time'], '2021-07-13T22:00:00.25Z');
    const { samples, issues } = samplesOf(
      changed(raw, [...OBJECT, 'call_start_time'], '2021-07-13T21:00:00Z'),
    );
    expect(samples[0]?.conference).toMatchObject({
      startAtMs: Date.UTC(2021, 6, 13, 21),
      endAtMs: Date.UTC(2021, 6, 13, 22, 0, 0, 250),
    });
    expect(issues).toEqual([]);
  });

  it('that says an unreadable time has none, and an issue', () => {
    const { samples, issues } = samplesOf(
      changed(example('phone.call_qos'), [...OBJECT, 'call_start_time'], 'noon'),
    );
    expect(samples[0]?.conference.startAtMs).toBeNull();
    expect(issues.map(({ code, path }) => [code, path])).toEqual([
      ['time_unreadable', [...OBJECT, 'call_start_time']],
    ]);
  });

  it('has two people where one user is caller and callee, and counts legs of one role and user', () => {
    const raw = example('phone.call_qos_summary');
    const { call_qos: parties } = raw.payload.object;
    parties.push(structuredClone(parties[0]), { ...structuredClone(parties[0]), type: 'callee' });
    const people = samplesOf(raw).samples.map(({ participant: { role, ordinal } }) => `${role} ${ordinal}`);
    expect([...new Set(people)]).toEqual(['caller 0', 'caller 1', 'callee 0']);
  });
});

it.each(['session.user_qos', 'session.user_qos_summary', 'session.user_data', 'session.user_data_summary'])(
  '%s says who first hosted the session',
  (name) => {
    const hostOf = (isHost: boolean) => {
      const raw = changed(example(name), inUser('is_original_host'), isHost);
      const [record] = name.includes('_data') ? snapshotsOf(raw).snapshots : samplesOf(raw).samples;
      return record?.participant.isOriginalHost;
    };
    expect([hostOf(true), hostOf(false)]).toEqual([true, false]);
  },
);
