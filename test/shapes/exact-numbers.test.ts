import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseEvent } from 'zoom-qss';
import { exactNumbers } from '../../src/shapes/exact-numbers.js';
import { example, type Raw } from '../events/documented.js';

describe('exactNumbers', () => {
  afterEach(() => vi.restoreAllMocks());

  it('gives the text of the number at a path, as it stands', () => {
    const exact = exactNumbers(
      '{"a":[1.50,{"b":-0}],"c":1E+3,"d":"5","__proto__":{"e":12345678901234567890}}',
    );
    expect(exact(['a', 0])).toBe('1.50');
    expect(exact(['a', 1, 'b'])).toBe('-0');
    expect(exact(['c'])).toBe('1E+3');
    expect(exact(['__proto__', 'e'])).toBe('12345678901234567890');
  });

  it('returns undefined where there is no number', () => {
    const exact = exactNumbers('{"a":[1],"b":null}');
    for (const path of [
      ['x'],
      ['a'],
      ['a', 1],
      ['a', 'length'],
      ['b', 'c'],
      ['toString'],
      ['a', 0, 'length'],
      ['a', 0, 0],
    ]) {
      expect(exact(path)).toBeUndefined();
    }
  });

  it('reads the text once more for a thousand numbers, and not at all where nothing is to be repaired', () => {
    const raw = example('meeting.participant_qos');
    const [item] = raw.payload.object.participant.qos;
    raw.payload.object.participant.qos = new Array(1_000).fill({ ...item, details: { bitrate: 'BIG' } });
    const text = JSON.stringify(raw).replaceAll('"BIG"', '9007199254740993');
    const parse = vi.spyOn(JSON, 'parse');

    const event = parseEvent(text) as Raw;
    expect(parse).toHaveBeenCalledTimes(2);
    expect(event.payload.object.participant.qos).toHaveLength(1_000);
    expect(event.payload.object.participant.qos.at(-1).details.bitrate).toBe('9007199254740993');

    parse.mockClear();
    parseEvent(text.replaceAll('9007199254740993', '"63"'));
    expect(parse).toHaveBeenCalledTimes(1);
  });
});
