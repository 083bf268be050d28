import { describe, expect, it } from 'vitest';
import { DigestList, DigestSet } from '../../../../src/cli/commands/report/digests.js';

describe('a set of digests', () => {
  it('knows what was added, as a set of the ids does', () => {
    const list = new DigestList();
    const ids = Array.from({ length: 20_000 }, (_, index) => `id ${(index * 7_919) % 12_345}`);
    for (const id of ids) list.add(id);
    const digests = list.take();
    const [set, known] = [new DigestSet(), new Set<string>()];
    const differ = ids.filter((id, place) => {
      const isNew = !known.has(id);
      known.add(id);
      return set.add(digests, place) !== isNew;
    });
    expect(differ).toEqual([]);
    expect(known.size).toBe(12_345);
  });

  it('is empty once it is cleared', () => {
    const set = new DigestSet();
    const digests = Uint32Array.of(1, 2, 3, 4);
    expect([set.add(digests, 0), set.add(digests, 0)]).toEqual([true, false]);
    set.clear();
    expect(set.add(digests, 0)).toBe(true);
  });

  it('tells digests apart that begin alike, and takes one of zeros', () => {
    const set = new DigestSet();
    const digests = Uint32Array.of(0, 0, 0, 0, 0, 0, 0, 5, 7, 0, 0, 0, 7, 1, 0, 0, 7, 0, 2, 0);
    const added = () => [0, 1, 2, 3, 4].map((place) => set.add(digests, place));
    expect([added(), added()]).toEqual([Array(5).fill(true), Array(5).fill(false)]);
  });

  it('gives each batch of a list its own digests', () => {
    const list = new DigestList();
    list.add('a');
    const first = list.take();
    list.add('b');
    const second = list.take();
    expect([first.length, second.length]).toEqual([4, 4]);
    expect(second).not.toEqual(first);
    expect(first.buffer.byteLength).toBe(16);
  });
});
