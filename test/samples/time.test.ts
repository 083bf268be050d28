import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDateTime } from '../../src/samples/time.js';

const AT = Date.UTC(2021, 6, 13, 21, 44, 51);
const DAY = 86_400_000;

describe('a time is read', () => {
  it.each([
    ['2021-07-13T21:44:51Z', AT],
    ['2021-07-13t21:44:51z', AT],
    ['2021-07-13T21:44:51+00:00', AT],
    ['2021-07-13T21:44:51-00:00', AT],
    ['2021-07-14T03:14:51+05:30', AT],
    ['2021-07-13T13:44:51-08:00', AT],
    ['2021-07-14T21:43:51+23:59', AT],
    ['2021-07-13T21:44:51.5Z', AT + 500],
    ['2021-07-13T21:44:51.123Z', AT + 123],
    ['2021-07-13T21:44:51.123999999Z', AT + 123],
    ['2021-07-13T21:44:51.0+01:00', AT - 3_600_000],
    ['2021-07-13T21:44:51.0900000001Z', AT + 90],
    [`2021-07-13T21:44:51.${'9'.repeat(30)}Z`, AT + 999],
    ['0000-02-29T00:00:00Z', Date.parse('0000-02-29T00:00:00Z')],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['2000-02-29T00:00:00Z', Date.UTC(2000, 1, 29)],
    ['1969-12-31T23:59:59Z', -1000],
    ['0001-01-01T00:00:00Z', Date.parse('0001-01-01T00:00:00Z')],
    ['0000-03-01T00:00:00Z', Date.parse('0000-03-01T00:00:00Z')],
    ['9999-12-31T23:59:59Z', Date.parse('9999-12-31T23:59:59Z')],
  ])('from %s', (text, expected) => {
    expect(readDateTime(text)).toBe(expected);
  });

  it.each([
    ['2016-12-31T23:59:60Z', Date.UTC(2017, 0, 1)],
    ['2016-12-31T15:59:60-08:00', Date.UTC(2017, 0, 1)],
    ['2017-01-01T05:29:60+05:30', Date.UTC(2017, 0, 1)],
    ['2015-06-30T23:59:60.5Z', Date.UTC(2015, 6, 1) + 500],
    ['2015-02-28T23:59:60Z', Date.UTC(2015, 2, 1)],
  ])('from %s, a leap second, as the second after it', (text, expected) => {
    expect(readDateTime(text)).toBe(expected);
  });

  it('exactly, to the millisecond and at any offset', () => {
    const years = { min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(years), fc.integer({ min: -1439, max: 1439 }), (date, minutes) => {
        const pad = (value: number) => String(value).padStart(2, '0');
        const size = Math.abs(minutes);
        const offset = `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
        const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1);
        expect(readDateTime(date.toISOString())).toBe(date.getTime());
        expect(readDateTime(`${local}${offset}`)).toBe(date.getTime());
      }),
    );
  });
});

describe('no time is read', () => {
  it.each([null, undefined, '', ' ', '\t\r\n', '-', '--', ' n/a '])('from %o, which is blank', (value) => {
    expect(readDateTime(value)).toBeNull();
  });

  it.each([
    '2021-07-13',
    '2021-07-13T21:44:51',
    '2021-07-13T21:44Z',
    '2021-07-13 21:44:51Z',
    '2021-07-13T21:44:51 Z',
    ' 2021-07-13T21:44:51Z',
    '2021-07-13T21:44:51Z\n',
    '2021-7-13T21:44:51Z',
    '20210713T214451Z',
    '+02021-07-13T21:44:51Z',
    '2021-07-13T21:44:51.Z',
    '2021-07-13T21:44:51,5Z',
    '2021-07-13T21:44:51+0530',
    '2021-07-13T21:44:51+05',
    '2021-07-13T21:44:51+24:00',
    '2021-07-13T21:44:51+05:60',
    '2021-07-13T21:44:51GMT',
    '2021-00-13T21:44:51Z',
    '2021-13-13T21:44:51Z',
    '2021-07-00T21:44:51Z',
    '2021-07-32T21:44:51Z',
    '2021-06-31T21:44:51Z',
    '2021-02-29T21:44:51Z',
    '1900-02-29T21:44:51Z',
    '2021-07-13T24:00:00Z',
    '2021-07-13T21:60:51Z',
    '2021-07-13T21:44:61Z',
    '2021-07-13T21:44:60Z',
    '2021-07-13T23:59:60+01:00',
    '２021-07-13T21:44:51Z',
    'Tue, 13 Jul 2021 21:44:51 GMT',
    '1626212691',
    'yesterday',
    `2021-07-13T21:44:51.${'0'.repeat(1_000_000)}Z`,
    1626212691000,
    true,
    {},
    [],
  ])('from %o, which is another form', (value) => {
    expect(readDateTime(value)).toBeUndefined();
  });

  it('from any text but one that names an instant', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const ms = readDateTime(text);
        expect(ms === null || ms === undefined || Math.abs(ms) < 1e6 * DAY * 366).toBe(true);
      }),
    );
  });
});
