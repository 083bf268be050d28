import { describe, expect, it } from 'vitest';
import { parseDateTime } from '../../src/shapes/date-time.js';

const utc = (...parts: [number, number, number?, number?, number?, number?, number?]) => Date.UTC(...parts);

describe('parseDateTime', () => {
  it.each([
    ['2021-07-13T21:44:51Z', utc(2021, 6, 13, 21, 44, 51)],
    ['1970-01-01T00:00:00Z', 0],
    ['1969-12-31T23:59:59Z', -1000],
    ['2024-02-29T23:59:59Z', utc(2024, 1, 29, 23, 59, 59)],
    ['2000-02-29T00:00:00Z', utc(2000, 1, 29)],
    ['2021-12-31T09:08:07Z', utc(2021, 11, 31, 9, 8, 7)],
    ['9999-12-31T23:59:59Z', utc(9999, 11, 31, 23, 59, 59)],
  ])('reads %s, as Zoom writes it', (text, ms) => {
    expect(parseDateTime(text)).toBe(ms);
  });

  it.each([
    ['2021-07-13t21:44:51z', utc(2021, 6, 13, 21, 44, 51)],
    ['2021-07-13T21:44:51.5Z', utc(2021, 6, 13, 21, 44, 51, 500)],
    ['2021-07-13T21:44:51.04Z', utc(2021, 6, 13, 21, 44, 51, 40)],
    ['2021-07-13T21:44:51.123999Z', utc(2021, 6, 13, 21, 44, 51, 123)],
    ['2021-07-13T21:44:51+02:30', utc(2021, 6, 13, 19, 14, 51)],
    ['2021-07-13T21:44:51-02:30', utc(2021, 6, 14, 0, 14, 51)],
    ['2021-07-13T21:44:51+00:00', utc(2021, 6, 13, 21, 44, 51)],
    ['2021-07-13T21:44:51.007-23:59', utc(2021, 6, 14, 21, 43, 51, 7)],
    ['2021-07-13T09:04:01+19:00', utc(2021, 6, 12, 14, 4, 1)],
  ])('reads %s', (text, ms) => {
    expect(parseDateTime(text)).toBe(ms);
  });

  it('agrees with Date on the day of every date there may be', () => {
    const wrong: string[] = [];
    for (let year = 0; year <= 9_999; year += year >= 1_895 && year < 2_005 ? 1 : 37)
      for (let month = 1; month <= 12; month += 1)
        for (const day of ['01', '28', '29', '30', '31']) {
          const date = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${day}`;
          const at = new Date(`${date}T12:34:56Z`);
          const expected = at.toISOString().startsWith(date) ? at.getTime() : undefined;
          for (const end of ['Z', '.000Z'])
            if (parseDateTime(`${date}T12:34:56${end}`) !== expected) wrong.push(date + end);
        }
    expect(wrong).toEqual([]);
  });

  it.each([
    ['2016-12-31T23:59:60Z', utc(2017, 0, 1)],
    ['2016-12-31T23:59:60.25Z', utc(2017, 0, 1, 0, 0, 0, 250)],
    ['2017-01-01T08:59:60+09:00', utc(2017, 0, 1)],
    ['1969-12-31T23:59:60Z', 0],
    ['1960-12-31T23:59:60Z', utc(1961, 0, 1)],
  ])('counts the leap second %s as the second after it', (text, ms) => {
    expect(parseDateTime(text)).toBe(ms);
  });

  it.each([
    '',
    'text',
    '2021-07-13',
    '2021-07-13T21:44:51',
    '2021-07-13 21:44:51Z',
    '2021-07-13T21:44Z',
    '2021-07-13T24:00:00Z',
    '2021-07-13T21:60:00Z',
    '2021-07-13T21:44:61Z',
    '2021-07-13T21:44:60Z',
    '2016-12-31T22:59:60Z',
    '2016-12-31T23:58:60Z',
    '1960-12-31T22:59:60Z',
    '2021-00-13T21:44:51Z',
    '2021-13-13T21:44:51Z',
    '2021-07-00T21:44:51Z',
    '2021-07-32T21:44:51Z',
    '2021-02-29T21:44:51Z',
    '1900-02-29T21:44:51Z',
    '2021-07-13T21:44:51.Z',
    '2021-07-13T21:44:51,5Z',
    '2021-07-13T21:44:51+0230',
    '2021-07-13T21:44:51+24:00',
    '2021-07-13T21:44:51+02:60',
    '2021-07-13T21:44:51ZZ',
    'x2021-07-13T21:44:51Z',
    '12021-07-13T21:44:51Z',
    '2021/07-13T21:44:51Z',
    '2021-07/13T21:44:51Z',
    '2021-07-13T21-44:51Z',
    '2021-07-13T21:44-51Z',
    '2021-07-13T21:44:51z ',
    '-021-07-13T21:44:51Z',
    '2o21-07-13T21:44:51Z',
    '202/-07-13T21:44:51Z',
    '202:-07-13T21:44:51Z',
    '2021-07-13T2:144:51Z',
    '2021-07-13T:1:44:51Z',
    '2021-07-13T2/:44:51Z',
    '2021-0x-13T21:44:51Z',
    '2021-07-1xT21:44:51Z',
    '2021-07-13T2x:44:51Z',
    '2021-07-13T21:4x:51Z',
    '2021-07-13T21:44:5xZ',
    '2021-07-13T21:44:5:Z',
  ])('gives none for %j', (text) => {
    expect(parseDateTime(text)).toBeUndefined();
  });

  it('reads 64 characters and searches no longer text', () => {
    const long = (length: number) => `2021-07-13T21:44:51.${'0'.repeat(length - 21)}Z`;
    expect(parseDateTime(long(64))).toBe(utc(2021, 6, 13, 21, 44, 51));
    expect(parseDateTime(long(65))).toBeUndefined();
  });
});
