import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isKnownEvent, parseEvent, toClientSnapshots, toRow, toSamples } from 'zoom-qss';
import { deepFreeze, type Raw } from '../events/documented.js';
import { dataEvent, qosEvent } from './any-event.js';
import { samplesOf, snapshotsOf } from './given.js';

const read = (raw: Raw) => (String(raw.event).includes('_data') ? snapshotsOf(raw) : samplesOf(raw));
const anyEvent = fc.oneof(qosEvent, dataEvent);

describe('whatever an event holds', () => {
  it('the result is plain JSON', () => {
    fc.assert(
      fc.property(anyEvent, (raw) => {
        const result = read(raw);
        expect(JSON.parse(JSON.stringify(result))).toStrictEqual(result);
        expect(structuredClone(result)).toStrictEqual(result);
      }),
    );
  });

  it('every number is finite, and every bound in order', () => {
    const check = (value: unknown): void => {
      if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
      if (typeof value !== 'object' || value === null) return;
      const { min, max } = value as Raw;
      if (typeof min === 'number' && typeof max === 'number') expect(min).toBeLessThanOrEqual(max);
      Object.values(value).forEach(check);
    };
    fc.assert(fc.property(anyEvent, (raw) => check(read(raw))));
  });

  it('each item gives one record, in order', () => {
    fc.assert(
      fc.property(qosEvent, (raw) => {
        const { participant, user, call_qos: calls } = raw.payload.object;
        const lists: Raw[][] = calls
          ? [calls].flat().map(({ qos }) => [qos].flat())
          : [(participant ?? user).qos];
        expect(samplesOf(raw).samples.map(({ type }) => type)).toEqual(lists.flat().map(({ type }) => type));
      }),
    );
  });

  it('the event is not changed', () => {
    fc.assert(
      fc.property(anyEvent, (raw) => {
        const event = deepFreeze(parseEvent(raw));
        const before = JSON.stringify(event);
        if (!isKnownEvent(event)) throw new Error('This is no known event.');
        // The names are those of QSS.
        if (event.event.includes('_data'))
          toClientSnapshots(event as Parameters<typeof toClientSnapshots>[0]);
        else toSamples(event as Parameters<typeof toSamples>[0]);
        expect(JSON.stringify(event)).toBe(before);
      }),
    );
  });

  it('payload appears in issues only as their text', () => {
    fc.assert(
      fc.property(qosEvent, (raw) => {
        const mark = '~payload~';
        const marked = JSON.parse(JSON.stringify(raw), (key, value) =>
          typeof value === 'string' && key !== 'event' ? `${mark}${value}` : value,
        );
        for (const { text: _, ...rest } of read(marked).issues) {
          expect(JSON.stringify(rest)).not.toContain(mark);
        }
      }),
    );
  });

  it('nothing of one reading is left in the next', () => {
    // One after another in this process, and each as the first would be: in another order of keys, the shortcuts differ.
    fc.assert(
      fc.property(fc.array(anyEvent, { minLength: 2, maxLength: 8 }), (events) => {
        const first = events.map(read);
        const reversed = [...events].reverse().map(read).reverse();
        expect(reversed).toStrictEqual(first);
        expect(events.map((raw) => read(structuredClone(raw)))).toStrictEqual(first);
      }),
    );
  });

  it('every row has the same columns, in one order, and cells only', () => {
    const columns = { samples: new Set<string>(), snapshots: new Set<string>() };
    fc.assert(
      fc.property(anyEvent, (raw) => {
        const result = read(raw);
        const [kind, rows] =
          'samples' in result
            ? (['samples', result.samples.map(toRow)] as const)
            : (['snapshots', result.snapshots.map(toRow)] as const);
        for (const row of rows) {
          columns[kind].add(Object.keys(row).join());
          for (const cell of Object.values(row))
            expect(cell === null || ['string', 'number', 'boolean'].includes(typeof cell)).toBe(true);
        }
      }),
    );
    expect([columns.samples.size, columns.snapshots.size]).toEqual([1, 1]);
  });
});
