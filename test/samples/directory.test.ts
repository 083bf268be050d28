import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDirectory, type IdentifiedRecord } from 'zoom-qss';
import { isGreater } from '../../src/samples/text.js';
import { NOBODY, NOWHERE } from './given.js';

function record(
  eventAtMs: number | null,
  said: { name?: string; email?: string; number?: string },
  id = '7',
): IdentifiedRecord {
  return {
    product: 'meeting',
    accountId: 'a',
    eventAtMs,
    conference: { ...NOWHERE, uuid: 'u==', id: said.number ?? null },
    participant: { ...NOBODY, id, name: said.name ?? null, email: said.email ?? null },
  };
}

describe('a directory', () => {
  it('fills what a record does not say from earlier and later ones', () => {
    const directory = createDirectory();
    const live = record(1, { email: 'ada@example.com' });
    directory.add(live);
    directory.add(record(2, { name: 'Ada', number: '684' }));
    expect(directory.participantOf(live)).toMatchObject({ name: 'Ada', email: 'ada@example.com' });
    expect(directory.conferenceOf(live)).toMatchObject({ uuid: 'u==', id: '684' });
    expect(directory.participantOf(record(3, {}, '8'))).toEqual({ ...NOBODY, id: '8' });
  });

  it('keeps of two values the one with the later event time, whatever the order of arrival', () => {
    const records = [
      record(null, { name: 'REST', email: 'rest@example.com' }),
      record(1, { name: 'First' }),
      record(3, { name: 'Last', number: '1' }),
      record(2, { name: 'Middle', number: '2' }),
      record(4, {}),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(records, { minLength: records.length }), (shuffled) => {
        const directory = createDirectory();
        for (const each of shuffled) directory.add(each);
        expect(directory.participantOf(record(null, {}))).toMatchObject({
          name: 'Last',
          email: 'rest@example.com',
        });
        expect(directory.conferenceOf(record(null, {})).id).toBe('1');
      }),
    );
  });

  it('takes the same records again, and equal times in any order, without a change', () => {
    const directory = createDirectory();
    for (const name of ['a', 'b', 'a', 'b', 'a']) directory.add(record(1, { name }));
    expect(directory.participantOf(record(1, {})).name).toBe('b');
  });

  it('is bounded: it forgets whom it has not seen for longest', () => {
    const directory = createDirectory({ maxEntries: 2 });
    directory.add(record(1, { name: 'One' }, '1'));
    directory.add(record(1, { name: 'Two' }, '2'));
    directory.add(record(1, {}, '1'));
    directory.add(record(1, { name: 'Three' }, '3'));
    expect(['1', '2', '3'].map((id) => directory.participantOf(record(1, {}, id)).name)).toEqual([
      'One',
      null,
      'Three',
    ]);
    expect(directory.forgotten).toBe(1);
  });

  it.each([0, -1, 1.5, Number.NaN, '5'])('refuses maxEntries of %o', (maxEntries) => {
    expect(() => createDirectory({ maxEntries: maxEntries as number })).toThrow(
      expect.objectContaining({ code: 'argument_invalid', argument: 'maxEntries' }),
    );
  });
});

it('compares texts by code points, as databases do', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'b', '\ud7ff', '\ue000', '\uff21', '😀', '😁'),
    maxLength: 4,
  });
  fc.assert(
    fc.property(text, text, (one, other) => {
      expect(isGreater(one, other)).toBe(Buffer.compare(Buffer.from(one), Buffer.from(other)) > 0);
    }),
  );
});
