import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  conferenceKey,
  isDataEvent,
  isDataSummaryEvent,
  isQosEvent,
  isQosSummaryEvent,
  participantKey,
  type QosSample,
  safeParseEvent,
} from 'zoom-qss';
import { createSimulator } from 'zoom-qss/testing';
import { IssueList } from '../../src/samples/issue.js';
import { readConference, readParticipant } from '../../src/samples/participation.js';
import { idOfOwner } from '../../src/samples/samples.js';
import { isUnstorable } from '../../src/samples/text.js';
import { changed, example, type Raw } from '../events/documented.js';
import { dataEvent, id, qosEvent } from './any-event.js';
import { QOS_ITEM, samplesOf, snapshotsOf } from './given.js';

const idsOf = (raw: { event?: string }): string[] =>
  (raw.event?.includes('_data') ? snapshotsOf(raw).snapshots : samplesOf(raw).samples).map(
    (record) => record.id,
  );

const anyEvent = fc.oneof(qosEvent, dataEvent);

describe('ids', () => {
  it('differ where a type equals a documented one except for characters that databases refuse', () => {
    const raw = example('meeting.participant_qos');
    const { qos } = raw.payload.object.participant;
    raw.payload.object.participant.qos = ['audio_i\ud800nput', 'audio_input', 'audio_\0input'].map(
      (type) => ({
        ...qos[0],
        type,
      }),
    );
    const ids = idsOf(raw);
    expect(new Set(ids).size).toBe(3);
  });

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

  it('stay short for texts of any length, and still tell these apart', () => {
    // Half of a pair of surrogates at the cut would be a text that databases refuse.
    const longs = ['a', '😀', '%', '|', 'é'].flatMap((character) =>
      [0, 1].flatMap((shift) => {
        const long = 'x'.repeat(shift) + character.repeat(100_000);
        return [long, `${long}y`, `${long}z`];
      }),
    );
    const records = longs.map((text) => {
      const raw = example('meeting.participant_qos');
      raw.payload.object.uuid = text;
      Object.assign(raw.payload.object.participant, { user_id: text, participant_user_id: text });
      Object.assign(raw.payload.object.participant.qos[0], { type: text, date_time: text });
      const [sample] = samplesOf(raw).samples;
      if (sample === undefined) throw new Error('There is no sample.');
      return sample;
    });
    for (const record of records)
      for (const key of [record.id, participantKey(record)]) {
        expect(Buffer.byteLength(key)).toBeLessThan(2_700);
        expect(isUnstorable(key)).toBe(false);
      }
    for (const keyOf of [conferenceKey, participantKey, (record: QosSample) => record.id])
      expect(new Set(records.map(keyOf)).size).toBe(longs.length);
    expect(records[0]?.conference.uuid).toBe(longs[0]);
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

  it('have eight parts, and an ordinal where one is needed, whatever these hold', () => {
    fc.assert(
      fc.property(anyEvent, (raw) => {
        for (const each of idsOf(raw)) expect(each).toMatch(/^([^|]*\|){7}[^|]*(\|\d+)?$/);
      }),
    );
  });

  it('have no place of the item in its list: a list in another order, or a longer one, keeps them', () => {
    fc.assert(
      fc.property(qosEvent, fc.infiniteStream(fc.nat()), (raw, random) => {
        const text = JSON.stringify(raw);
        const list = (event: Raw): Raw[] | undefined => {
          const { participant, user } = event.payload.object;
          return (participant ?? user)?.qos;
        };
        // A ninth part: only their order distinguishes items that differ in nothing but their measurements.
        fc.pre(list(raw) !== undefined && idsOf(raw).every((each) => each.split('|').length === 8));
        const shuffled: Raw = JSON.parse(text);
        list(shuffled)?.sort(() => (Number(random.next().value) % 3) - 1);
        list(shuffled)?.push({ type: 'another', date_time: '', details: {} });
        expect(new Set(idsOf(shuffled))).toEqual(
          new Set([...idsOf(raw), idsOf(shuffled).find((each) => each.endsWith('|another'))]),
        );
      }),
    );
  });

  it('are the same from text, from bytes and from an object', () => {
    const raw = example('meeting.participant_qos');
    const text = JSON.stringify(raw);
    expect(samplesOf(text)).toEqual(samplesOf(raw));
    expect(samplesOf(new TextEncoder().encode(text))).toEqual(samplesOf(raw));
  });

  it('hold no character that databases refuse', () => {
    const raw = changed(
      example('meeting.participant_qos'),
      ['payload', 'object', 'participant', 'email'],
      'a\0b\ud800c',
    );
    const { samples, issues } = samplesOf(
      changed(raw, ['payload', 'object', 'participant', 'qos', 0, 'type'], 'x\0'),
    );
    expect(samples[0]).toMatchObject({ participant: { email: 'abc' }, type: 'x' });
    expect(issues.map(({ code, path, text }) => [code, path.at(-1), text])).toEqual([
      ['text_cleaned', 'email', 'abc'],
      ['type_unknown', 'type', 'x'],
      ['text_cleaned', 'type', 'x'],
    ]);
  });

  it('are the same whatever was measured', () => {
    const raw = example('meeting.participant_qos');
    const details = ['payload', 'object', 'participant', 'qos', 0, 'details'];
    expect(idsOf(changed(raw, details, { news: 1 }))).toEqual(idsOf(raw));
  });
});

describe('the parts of ids', () => {
  interface Parts {
    account: string;
    uuid: string;
    who: string;
    role: string;
  }
  const parts = fc.record<Parts>({ account: id, uuid: id, who: id, role: id });
  const keyOf = ({ account, uuid, who, role }: Parts) =>
    idOfOwner({
      source: 'rest.meeting',
      accountId: account,
      eventAtMs: 5,
      conference: { ...readConference({}, new IssueList()), uuid },
      participant: { ...readParticipant({}, new IssueList()), id: who, role },
    });

  it('differ whenever a part differs, whatever signs it holds', () => {
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        expect(keyOf(one) === keyOf(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });

  it('differ where a sign moves from one part to the next', () => {
    const base: Parts = { account: '', uuid: '', who: '', role: '' };
    const alike: Parts[] = [
      { ...base, account: 'a|b' },
      { ...base, account: 'a', uuid: 'b' },
      { ...base, account: 'a%7Cb' },
      { ...base, account: 'a%257Cb' },
      { ...base, account: 'a%b' },
      { ...base, account: 'a%25b' },
      { ...base, who: 'a|', role: 'b' },
      { ...base, who: 'a', role: '|b' },
      { ...base, who: '~user~a' },
      { ...base, who: 'a~1' },
      { ...base, who: 'a%7E1' },
    ];
    expect(new Set(alike.map(keyOf)).size).toBe(alike.length);
  });
});

describe('keys', () => {
  const owner = (person: Parameters<typeof readParticipant>[0], uuid: string | null = 'u==') => ({
    product: 'meeting' as const,
    accountId: 'a',
    conference: { ...readConference({ id: '684' }, new IssueList()), uuid },
    participant: readParticipant(person, new IssueList()),
  });

  it('of a conference rest on the instance, and on the number only where that is not known', () => {
    expect(conferenceKey(owner({}))).toBe('meeting|a|u==');
    expect(conferenceKey(owner({}, null))).toBe('meeting|a|~id~684');
    expect(conferenceKey(owner({}, '~id~684'))).not.toBe(conferenceKey(owner({}, null)));
  });

  it('hold the signs of which keys are made as their escapes', () => {
    expect(conferenceKey(owner({}, '100%|~'))).toBe('meeting|a|100%25%7C%7E');
    expect(conferenceKey(owner({}, '%'))).toBe('meeting|a|%25');
    expect(participantKey(owner({ id: '%7C' }))).toBe('meeting|a|u==|%257C|');
    expect(participantKey(owner({ name: '5 %' }))).toBe('meeting|a|u==|~name~5 %25|');
  });

  it('of a participant rest on the id in the conference, with a user id or without', () => {
    const keys = [{ id: '1' }, { id: '1', userId: '2' }, { id: '1', email: '4' }, { id: '1', name: '5' }];
    expect(new Set(keys.map((person) => participantKey(owner(person))))).toEqual(
      new Set(['meeting|a|u==|1|']),
    );
  });

  it('of a participant rest on the first that is known', () => {
    const all = { id: '1', userId: '2', zoomUserId: '3', email: '4', name: '5' };
    const keys = Object.keys(all).map((_, index) =>
      participantKey(owner(Object.fromEntries(Object.entries(all).slice(index)))),
    );
    expect(keys).toEqual([
      'meeting|a|u==|1|',
      'meeting|a|u==|~user~2|',
      'meeting|a|u==|~zoom~3|',
      'meeting|a|u==|~email~4|',
      'meeting|a|u==|~name~5|',
    ]);
  });

  it('are the same for a live event, a summary and a data event of one person', () => {
    const raws = [
      'meeting.participant_qos',
      'meeting.participant_qos_summary',
      'meeting.participant_data',
    ].map((name) => {
      const raw = changed(example(name), ['payload', 'object', 'uuid'], 'u==');
      return changed(
        raw,
        ['payload', 'object', 'participant', name.endsWith('_qos') ? 'user_id' : 'participant_id'],
        '7',
      );
    });
    const keys = raws.map((raw) => {
      const [record] = raw.event.endsWith('_data') ? snapshotsOf(raw).snapshots : samplesOf(raw).samples;
      return record && participantKey(record);
    });
    expect(new Set(keys).size).toBe(1);
  });
});

describe('in simulated traffic', () => {
  const SCENARIOS = ['mixed', 'phone-queue', 'room-connector', 'web-gateway'] as const;
  it.each(SCENARIOS.flatMap((scenario) => [1, 2, 3].map((seed) => [scenario, seed] as const)))(
    '%s, seed %d, no two events share the id of a record, and what comes again has the same ids',
    (scenario, seed) => {
      const bodyOfId = new Map<string, string>();
      const idsOfBody = new Map<string, string>();
      for (const { body } of createSimulator({ scenario, seed, minutes: 20, faults: true })) {
        const result = safeParseEvent(body);
        if (!result.ok) continue;
        const { event } = result;
        const ids =
          isQosEvent(event) || isQosSummaryEvent(event) ? samplesOf(body).samples.map((each) => each.id) : [];
        if (isDataEvent(event) || isDataSummaryEvent(event))
          ids.push(...snapshotsOf(body).snapshots.map((each) => each.id));
        const text = String(body);
        for (const each of ids) {
          expect(bodyOfId.get(each) ?? text).toBe(text);
          bodyOfId.set(each, text);
        }
        expect(idsOfBody.get(text) ?? ids.join()).toBe(ids.join());
        idsOfBody.set(text, ids.join());
      }
      expect(bodyOfId.size).toBeGreaterThan(100);
    },
  );
});

describe('an unreadable time', () => {
  it('shares no id with a time that spells the same milliseconds, in any order', () => {
    const qos = ['2023-11-14T22:13:20Z', '1700000000000'].map((date_time, index) => ({
      ...example('meeting.participant_qos').payload.object.participant.qos[0],
      date_time,
      details: { bitrate: `${index} kbps` },
    }));
    const idsOf = (items: Raw[]) => {
      const raw = changed(example('meeting.participant_qos'), QOS_ITEM.slice(0, -1), items);
      return new Map(samplesOf(raw).samples.map(({ id, bitrateKbps }) => [bitrateKbps?.avg, id]));
    };
    expect(new Set(idsOf(qos).values()).size).toBe(2);
    for (const avg of [0, 1]) expect(idsOf(qos.toReversed()).get(avg)).toBe(idsOf(qos).get(avg));
  });
});
