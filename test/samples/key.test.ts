import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyOfItem, keyOfStay, keyPart } from '../../src/samples/key.js';
import { conferenceOf, participantOf } from '../../src/samples/participation.js';
import { changed, example } from '../events/documented.js';
import { dataEvent, id, qosEvent } from './any-event.js';
import { samplesOf, snapshotsOf } from './given.js';

const idsOf = (raw: { event?: string }): string[] =>
  (raw.event?.includes('_data') ? snapshotsOf(raw).snapshots : samplesOf(raw).samples).map(
    (record) => record.id,
  );

const anyEvent = fc.oneof(qosEvent, dataEvent);

describe('ids', () => {
  it('are never shared by two records of an event', () => {
    fc.assert(
      fc.property(anyEvent, (raw) => {
        const ids = idsOf(raw);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it('are the same when a delivery comes twice', () => {
    fc.assert(
      fc.property(anyEvent, (raw) => {
        const text = JSON.stringify(raw);
        expect(idsOf(JSON.parse(text))).toEqual(idsOf(JSON.parse(text)));
      }),
    );
  });

  it('tell apart items that are alike', () => {
    const raw = example('meeting.participant_qos');
    const { qos } = raw.payload.object.participant;
    qos.push(structuredClone(qos[0]), structuredClone(qos[0]));
    expect(new Set(idsOf(raw)).size).toBe(3);
  });

  it('tell apart the parties of a call who are one user', () => {
    const raw = example('phone.call_qos_summary');
    const { call_qos: parties } = raw.payload.object;
    parties.push({ ...structuredClone(parties[0]), type: 'callee' });
    expect(new Set(idsOf(raw)).size).toBe(4);
  });

  it('tell apart the readings of a party who is listed twice', () => {
    const raw = example('phone.call_qos_summary');
    const { call_qos: parties } = raw.payload.object;
    parties.push(structuredClone(parties[0]));
    expect(new Set(idsOf(raw)).size).toBe(4);
  });

  const OBJECT = ['payload', 'object'];
  it.each([
    ['account', ['payload', 'account_id'], 'other'],
    ['conference', [...OBJECT, 'uuid'], 'other'],
    ['participant', [...OBJECT, 'participant', 'user_id'], 'other'],
    ['time of the event', ['event_ts'], 5],
    ['time of measurement', [...OBJECT, 'participant', 'qos', 0, 'date_time'], '2021-07-13T21:45:51Z'],
    ['type', [...OBJECT, 'participant', 'qos', 0, 'type'], 'other'],
  ])('are others in another %s', (_, path, to) => {
    const raw = example('meeting.participant_qos');
    expect(idsOf(changed(raw, path, to))).not.toEqual(idsOf(raw));
  });

  it('are others for another event about the same', () => {
    const raw = example('meeting.participant_qos');
    expect(idsOf({ ...raw, event: 'webinar.participant_qos' })).not.toEqual(idsOf(raw));
  });

  it('have nine parts, whatever these hold', () => {
    fc.assert(
      fc.property(anyEvent, (raw) => {
        for (const each of idsOf(raw)) expect(each.split('|')).toHaveLength(9);
      }),
    );
  });

  it('are the same whatever was measured', () => {
    const raw = example('meeting.participant_qos');
    const details = ['payload', 'object', 'participant', 'qos', 0, 'details'];
    expect(idsOf(changed(raw, details, { news: 1 }))).toEqual(idsOf(raw));
  });
});

describe('keys', () => {
  interface Parts {
    account: string;
    uuid: string;
    who: string;
    role: string;
    time: string;
    type: string;
  }
  const parts = fc.record<Parts>({ account: id, uuid: id, who: id, role: id, time: id, type: id });
  const keyOf = ({ account, uuid, who, role, time, type }: Parts) => {
    const origin = { source: 'rest.meeting', accountId: account, eventAtMs: 5 };
    const conference = { ...conferenceOf({}), uuid };
    const participant = { ...participantOf({}), id: who, role };
    const stay = keyOfStay(origin, { conference, participant });
    return keyOfItem(stay + keyPart(time), keyPart(type), 0);
  };

  it('differ whenever a part differs, whatever signs it holds', () => {
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        expect(keyOf(one) === keyOf(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });

  it('differ where a sign moves from one part to the next', () => {
    const base: Parts = { account: '', uuid: '', who: '', role: '', time: '', type: '' };
    const alike: Parts[] = [
      { ...base, account: 'a|b' },
      { ...base, account: 'a', uuid: 'b' },
      { ...base, account: 'a%7Cb' },
      { ...base, account: 'a%257Cb' },
      { ...base, account: 'a%b' },
      { ...base, account: 'a%25b' },
      { ...base, time: 'a|', type: 'b' },
      { ...base, time: 'a', type: '|b' },
    ];
    expect(new Set(alike.map(keyOf)).size).toBe(alike.length);
  });
});
