import { describe, expect, it } from 'vitest';
import type { Path } from 'zoom-qss';
import { changed, example, put } from '../events/documented.js';
import { type PlainIssue, samplesOf, snapshotsOf } from './given.js';

const PLACES: [event: string, Path[]][] = [
  [
    'meeting.participant_qos',
    [
      [],
      ['payload'],
      ['payload', 'object'],
      ['payload', 'object', 'participant'],
      ['payload', 'object', 'participant', 'qos', 0],
      ['payload', 'object', 'participant', 'qos', 0, 'details'],
    ],
  ],
  [
    'session.user_qos_summary',
    [
      ['payload', 'object', 'user'],
      ['payload', 'object', 'user', 'qos', 0],
    ],
  ],
  [
    'phone.call_qos',
    [
      ['payload', 'object', 'call_qos'],
      ['payload', 'object', 'call_qos', 'qos'],
    ],
  ],
  [
    'phone.call_qos_summary',
    [
      ['payload', 'object', 'call_qos', 0],
      ['payload', 'object', 'call_qos', 0, 'qos', 1],
      ['payload', 'object', 'call_qos', 0, 'qos', 1, 'details'],
    ],
  ],
  [
    'meeting.participant_data',
    [
      [],
      ['payload'],
      ['payload', 'object'],
      ['payload', 'object', 'participant'],
      ['payload', 'object', 'participant', 'data', 0],
    ],
  ],
  [
    'session.user_data_summary',
    [
      ['payload', 'object', 'user'],
      ['payload', 'object', 'user', 'data', 0],
    ],
  ],
];

const issuesOf = (raw: { event?: string }): PlainIssue[] =>
  (raw.event?.includes('_data') ? snapshotsOf(raw) : samplesOf(raw)).issues;

const unknown = (path: Path, text: string | null): PlainIssue => ({
  code: 'field_unknown',
  path,
  text,
  expected: 'a documented field',
});

describe.each(PLACES.flatMap(([name, paths]) => paths.map((path) => [name, path] as const)))(
  'an unknown field of %s at %j',
  (name, path) => {
    it.each([
      ['text', 'text'],
      ['', ''],
      [5, '5'],
      [0, '0'],
      [true, 'true'],
      [null, null],
      [{ bitrate: '63 apples' }, null],
      [[{ news: 1 }], null],
      [[], null],
    ])('that holds %o is noted with its text, if it is one', (value, text) => {
      const place = [...path, 'news'];
      expect(issuesOf(changed(example(name), place, value))).toEqual([unknown(place, text)]);
    });

    it('is not looked into, however deep it is', () => {
      const place = [...path, 'news'];
      const depth = 100_000;
      const deep = `${'{"news":['.repeat(depth)}${']}'.repeat(depth)}`;
      const text = JSON.stringify(changed(example(name), place, 'MARK')).replace('"MARK"', deep);
      const event = JSON.parse(text);
      expect(issuesOf(event)).toEqual([unknown(place, null)]);
    });

    it('is told by its own name, not by what objects inherit', () => {
      for (const key of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
        const text = JSON.stringify(changed(example(name), [...path, 'MARK'], 'x')).replace('MARK', key);
        expect(issuesOf(JSON.parse(text))).toEqual([unknown([...path, key], 'x')]);
      }
    });
  },
);

describe('a list', () => {
  it('under a known name but in another event is unknown', () => {
    const place = ['payload', 'object', 'participant', 'data'];
    expect(issuesOf(changed(example('meeting.participant_qos'), place, [{}]))).toEqual([
      unknown(place, null),
    ]);
  });

  it('gives every unknown field of every item, in order', () => {
    const raw = example('meeting.participant_qos_summary');
    for (const [index, item] of raw.payload.object.participant.qos.entries()) item.details.news = index;
    const base = ['payload', 'object', 'participant', 'qos'];
    expect(issuesOf(raw)).toEqual(
      [0, 1, 2].map((index) => unknown([...base, index, 'details', 'news'], String(index))),
    );
  });
});

it('notes unknown fields of every level at once, each at its own place', () => {
  for (const [name, paths] of PLACES) {
    const raw = example(name);
    for (const path of paths) {
      put(raw, [...path, 'news'], 'before');
      put(raw, [...path, 'more'], 'after');
    }
    const places = paths.flatMap((path) => [[...path, 'news'].join('.'), [...path, 'more'].join('.')]);
    const found = issuesOf(raw).map(({ path }) => path.join('.'));
    expect(found.sort()).toEqual(places.sort());
  }
});
