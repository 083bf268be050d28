import { describe, expect, it } from 'vitest';
import type { Conference, Participant, Path } from 'zoom-qss';
import { at, example, put, type Raw } from '../events/documented.js';
import { samplesOf, snapshotsOf } from './given.js';

/** Where each part of a stay comes from; `null` where the event does not say it. */
interface Wires {
  participant: { readonly [K in keyof Participant]: Path | null };
  conference: { readonly [K in keyof Conference]: Path | null };
}

const OBJECT = ['payload', 'object'];
const NOWHERE = { id: null, userId: null, name: null, email: null, role: null };
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

/** Who was where, by the first record of an event. */
function stayOf(raw: Raw): { participant: Participant; conference: Conference } {
  const [record] = String(raw.event).includes('_data') ? snapshotsOf(raw).snapshots : samplesOf(raw).samples;
  if (record === undefined) throw new Error('There is no record.');
  return { participant: record.participant, conference: record.conference };
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
    expect(stayOf(raw)).toStrictEqual(
      mapped(wires, (path) => (path === null ? null : `from ${path.join('.')}`)),
    );
  });

  it.each(['', ' ', '-', 'N/A'])('takes %o for nothing', (blank) => {
    const raw = example(name);
    for (const path of paths) put(raw, path, blank);
    expect(stayOf(raw)).toStrictEqual(mapped(wires, () => null));
  });

  it('takes what stands under other names for nothing', () => {
    const raw = example(name);
    const holders = new Set(paths.map((path) => at(raw, path.slice(0, -1)) as Raw));
    const names = ['name', 'user_name', 'display_name', 'uuid', 'user_key', 'role', 'user_email'];
    const expected = mapped(wires, (path) => (path === null ? null : (at(raw, path) ?? null)));
    for (const holder of holders) {
      const known = paths.filter((path) => at(raw, path.slice(0, -1)) === holder).map((path) => path.at(-1));
      for (const other of names) if (!known.includes(other)) holder[other] = 'elsewhere';
    }
    expect(stayOf(raw)).toStrictEqual(expected);
  });
});
