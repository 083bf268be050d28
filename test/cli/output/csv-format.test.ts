import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvField } from '../../../src/cli/output/csv-format.js';

/** A field as RFC 4180 says it is to be read. */
const unquoted = (text: string) => (text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text);

describe('a CSV field', () => {
  it('is empty for a blank, and a number stays a number', () => {
    expect(csvField(null)).toBe('');
    expect(csvField(0)).toBe('0');
    expect(csvField(-56)).toBe('-56');
    expect(csvField(27.15)).toBe('27.15');
    expect(csvField(false)).toBe('false');
  });

  it('is quoted if it holds a comma, a quote or a line break', () => {
    expect(csvField('Doe, Jill')).toBe('"Doe, Jill"');
    expect(csvField('the "boss"')).toBe('"the ""boss"""');
    expect(csvField('a\nb')).toBe('"a\nb"');
    expect(csvField('a\rb')).toBe('"a\rb"');
    expect(csvField('plain text')).toBe('plain text');
  });

  it.each([
    '=1+1',
    '=HYPERLINK("http://x")',
    '@SUM(A1)',
    '+cmd|x',
    '-2+3+cmd|x',
    '\t=1',
    '\r=1',
    '\n=1',
    '\uff1d1',
    '\uff0b1',
    '\uff0d1',
    '\uff201',
    "'=1",
    '-1+(2)',
    '+15550100',
    '-A1',
    '+A1',
  ])('is text to a spreadsheet even if it says %j', (text) => {
    expect(unquoted(csvField(text))).toBe(`'${text}`);
  });

  it.each(['16778240', '/abc==', '4444AAAiAAAAAiAiAiiAii=='])('leaves the id %j as it is', (text) => {
    expect(csvField(text)).toBe(text);
  });

  it('reads back as the text it was, without one apostrophe at its start', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', "'", '"', ',', '\n', '\r', '=', '-', '+', '(', '\t') }),
        (text) => {
          // Removing one apostrophe from the start undoes it, whatever the text was.
          expect(unquoted(csvField(text)).replace(/^'/, '')).toBe(text);
          expect(/^"(?:[^"]|"")*"$|^[^",\r\n]*$/.test(csvField(text))).toBe(true);
        },
      ),
    );
  });
});
