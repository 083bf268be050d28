import { describe, expect, it } from 'vitest';
import { ArgumentError, readBodies } from 'zoom-qss/store';
import { changed, example } from '../events/documented.js';

const qos = example('meeting.participant_qos');
const data = example('meeting.participant_data');

describe('readBodies', () => {
  it('reads texts, bytes and values into one batch', () => {
    const bodies = [JSON.stringify(qos), new TextEncoder().encode(JSON.stringify(data)), qos];
    const { batch, rejected, skipped } = readBodies(bodies);
    expect(batch.samples.length).toBe(2 * qos.payload.object.participant.qos.length);
    expect(batch.snapshots.length).toBe(1);
    expect([rejected, skipped]).toEqual([[], 0]);
  });

  it('returns what it cannot read whole, with its code and place', () => {
    const { batch, rejected, skipped } = readBodies(['{"event":', qos, '', { event: 'meeting.started' }]);
    expect(rejected).toEqual([
      { index: 0, body: '{"event":', code: 'body_not_json', reason: expect.any(String) },
      { index: 2, body: '', code: 'body_empty', reason: expect.any(String) },
    ]);
    expect(skipped).toBe(1);
    expect(batch.samples.length).toBeGreaterThan(0);
  });

  it('rejects an event of which no item can be read, and names no payload', () => {
    const lost = changed(qos, ['payload', 'object', 'participant', 'qos'], ['secret', 'secret']);
    const { batch, rejected } = readBodies([lost]);
    expect(batch).toEqual({ samples: [], snapshots: [], issues: [] });
    expect(rejected).toMatchObject([{ index: 0, body: lost, code: 'event_malformed' }]);
    expect(rejected[0]?.reason).toContain('payload.object.participant.qos');
    expect(rejected[0]?.reason).not.toContain('secret');
  });
});

it('rejects a single body, which it would read character by character', () => {
  const body = '{"event":"meeting.participant_qos"}';
  for (const single of [body, new TextEncoder().encode(body), Buffer.from(body), {}, null, undefined, 5])
    expect(() => readBodies(single as never)).toThrow(ArgumentError);
  for (const list of [[body], new Set([body]), [body].values()])
    expect(readBodies(list).rejected).toMatchObject([{ index: 0, code: 'event_malformed' }]);
});
