import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FramedValue } from '../../../src/cli/input/framed-value.js';
import { createFraming } from '../../../src/cli/input/framing.js';
import { linesIn, linesOf } from '../../../src/cli/input/lines.js';
import { NOT_JSON, type ValueReader } from '../../../src/cli/input/outcome.js';

/** Reads whatever is JSON. */
const readJson: ValueReader = (bytes) => {
  try {
    JSON.parse(Buffer.from(bytes).toString());
    return { status: 'read', rows: [], issues: [] };
  } catch {
    return { status: 'rejected', code: NOT_JSON, reason: 'not JSON' };
  }
};

/** What is found, each as `line[element] text`, with an exclamation mark before what is rejected. */
function frame(text: string, maxBrokenBytes?: number): string[] {
  const framing = createFraming(readJson, maxBrokenBytes);
  const found = linesIn(Buffer.from(text), 1).flatMap((line) => [...framing.line(line)]);
  return [...found, ...framing.end()].map(textOf);
}

/** The same of a text that comes in chunks, with long lines in parts. */
async function frameChunks(
  text: string,
  { chunk, partial, broken }: { chunk: number; partial: number; broken?: number },
): Promise<string[]> {
  const bytes = Buffer.from(text);
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  const framing = createFraming(readJson, broken);
  const found: FramedValue[] = [];
  for await (const block of linesOf(chunks(), partial)) found.push(...framing.block(block));
  return [...found, ...framing.end()].map(textOf);
}

function textOf({ bytes, line, element, outcome }: FramedValue): string {
  return `${outcome.status === 'rejected' ? '!' : ''}${line}${element === undefined ? '' : `[${element}]`} ${Buffer.from(bytes)}`;
}

describe('framing', () => {
  it('finds a value in each line', () => {
    expect(frame('{"a":1}\n{"a":2}\n')).toEqual(['1 {"a":1}', '2 {"a":2}']);
  });

  it('passes over blank lines and takes carriage returns for white space', () => {
    expect(frame('\n{"a":1}\r\n \t\r\n{"a":2}\r\n')).toEqual(['2 {"a":1}\r', '4 {"a":2}\r']);
  });

  it('finds one value in many lines, and several such values one after another', () => {
    expect(frame('{\n  "a": 1\n}\n{\n\n  "a": 2\n}')).toEqual(['1 {\n  "a": 1\n}', '4 {\n\n  "a": 2\n}']);
  });

  it('finds the elements of an array, in one line or many, and says where each begins', () => {
    expect(frame('[{"a":1},{"a":2}]')).toEqual(['1[0] {"a":1}', '1[1] {"a":2}']);
    expect(frame('[\n  {\n    "a": 1\n  },\n  {\n    "a": 2\n  }\n]')).toEqual([
      '2[0] {\n    "a": 1\n  }',
      '5[1] {\n    "a": 2\n  }',
    ]);
    expect(frame('[\n{"a":1},\n{"a":2}\n]')).toEqual(['2[0] {"a":1}', '3[1] {"a":2}']);
  });

  it('finds values of one line after those of many', () => {
    expect(frame('{\n"a": 1\n}\n{"a":2}\n[3]')).toEqual(['1 {\n"a": 1\n}', '4 {"a":2}', '5[0] 3']);
  });

  it('rejects one bad element and reads its neighbours', () => {
    expect(frame('[{"a":1},{"a":bad},{"a":3}]')).toEqual(['1[0] {"a":1}', '!1[1] {"a":bad}', '1[2] {"a":3}']);
  });

  it('rejects a line that is no JSON, and only that', () => {
    expect(frame('garbage\n{"a":1}\n{"a":"cut\n{"a":2}\n<html>')).toEqual([
      '!1 garbage',
      '2 {"a":1}',
      '!3 {"a":"cut',
      '4 {"a":2}',
      '!5 <html>',
    ]);
  });

  it.each(['{', '[', '{"a":', '{"a":1', '{"a":1,', '{"a":[1,', '{"a":{"b":1},'])(
    'loses no line after one that was cut off as %s',
    (cut) => {
      expect(frame(`${cut}\n{"a":1}\n{"a":2}\n`)).toEqual([`!1 ${cut}`, '2 {"a":1}', '3 {"a":2}']);
    },
  );

  it.each(['{', '[', '{"a":', '{"a":[', '{"a":1', '{"a":[1,'])(
    'loses neither an indented line after one that was cut off as %s, nor the last',
    (cut) => {
      expect(frame(` ${cut}\n  {"a":1}`)).toEqual([`!1  ${cut}`, '2   {"a":1}']);
      expect(frame(`${cut}\n \t{"a":1}\r\n {"a":2}\n`)).toEqual([
        `!1 ${cut}`,
        '2  \t{"a":1}\r',
        '3  {"a":2}',
      ]);
    },
  );

  it('loses no line but those cut off, wherever they are cut, whatever white space is before and after', () => {
    const value = fc.oneof(
      fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 3 }),
      fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 2 })),
    );
    const space = fc.string({ unit: fc.constantFrom(' ', '\t'), maxLength: 3 });
    const line = fc.record({
      before: space,
      text: value.map((each) => JSON.stringify(each)),
      after: fc.constantFrom('', ' ', '\r'),
      cut: fc.option(fc.nat({ max: 1_000 }), { freq: 4 }),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.constantFrom('', '\n'), (lines, end) => {
        const written = lines.map(({ before, text, after, cut }) =>
          cut === null ? before + text + after : before + text.slice(0, cut % text.length),
        );
        const read = frame(written.join('\n') + end).filter((each) => !each.startsWith('!'));
        for (const [index, { text, cut }] of lines.entries()) {
          const found = read
            .filter((each) => Number.parseInt(each, 10) === index + 1)
            .map((each) => JSON.parse(each.slice(each.indexOf(' '))));
          if (cut === null) expect(found).toEqual([JSON.parse(text)].flat());
          // Whole elements of an array that breaks off may be read too.
          else expect(found).toEqual([JSON.parse(text)].flat().slice(0, found.length));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['with a comma after the last', '[{"a":1},{"a":2},]', ['1[0] {"a":1}', '1[1] {"a":2}']],
    ['cut at its end', '[{"a":1},{"a":2},{"a', ['1[0] {"a":1}', '1[1] {"a":2}', '!1[2] {"a']],
    ['cut within many lines', '[\n {"a":\n 1},\n {"a', ['2[0] {"a":\n 1}', '!4[1] {"a']],
    ['with something after it', '[{"a":1}] x', ['1[0] {"a":1}', '!1[1] ] x']],
  ])('reads the whole elements of an array %s', (_, text, found) => {
    expect(frame(text)).toEqual(found);
  });

  it('loses only the line that is cut of an array with its brackets beside its elements', () => {
    const lines = ['[{"a":1},', '{"a":2},', '{"a":3}]'];
    for (const [index, line] of lines.entries()) {
      for (let cut = 1; cut < line.length - 2; cut += 1) {
        const read = frame(lines.with(index, line.slice(0, cut)).join('\n')).filter(
          (each) => !each.startsWith('!'),
        );
        expect(read.map((each) => each.match(/\d(?=})/)?.[0])).toEqual(['1', '2', '3'].toSpliced(index, 1));
      }
    }
  });

  it('reads what follows a document that was cut off, and the elements of a broken array that have a line each', () => {
    expect(frame('{\n  "a": 1,\n{\n  "a": 2\n}\n{\n  "a": 3\n}')).toEqual([
      '!1 {',
      '!2   "a": 1,',
      '3 {\n  "a": 2\n}',
      '6 {\n  "a": 3\n}',
    ]);
    expect(frame('[\n  {"a":1},\n  {"a":\n  {"a":3},\n  {"a":4} ,\n  {"a":5}\n]')).toEqual([
      '2[0] {"a":1}',
      '!3[1] {"a":',
      '4   {"a":3},',
      '5   {"a":4} ,',
      '6   {"a":5}',
      '!7 ]',
    ]);
  });

  it('reads each element of an array as soon as it is complete, and holds only the next', () => {
    const framing = createFraming(readJson);
    const found = linesIn(Buffer.from('[\n{"a":1},\n{"a":\n2},\n{"a":3}\n]'), 1).map(
      (line) => [...framing.line(line)].length,
    );
    expect(found).toEqual([0, 1, 0, 1, 0, 1]);
    expect(framing.isOpen).toBe(false);
  });

  it('reads the lines after an array of a line each that was cut off, as if it had ended', () => {
    expect(frame('[{"a":1},\n[{"a":2}]\n[{"a":3},{"a":4}]')).toEqual([
      '1[0] {"a":1}',
      '2[0] {"a":2}',
      '3[0] {"a":3}',
      '3[1] {"a":4}',
    ]);
    expect(frame('[{"a":1},\n{"a":2}\nx\n{"a":3}')).toEqual([
      '1[0] {"a":1}',
      '2 {"a":2}',
      '!3 x',
      '4 {"a":3}',
    ]);
  });

  it('says that an array breaks off, even after a comma', () => {
    expect(frame('[{"a":1},\n{"a":2},\n')).toEqual(['1[0] {"a":1}', '2[1] {"a":2}', '!3[2] ']);
    expect(frame('[\n{"a":1},\n]')).toEqual(['2[0] {"a":1}']);
  });

  it('rejects what follows a broken value in parts, so that memory stays flat', () => {
    const framing = createFraming(readJson);
    const broken = `{"a":1\n${'"x"\n'.repeat(600_000)}`;
    const found = linesIn(Buffer.from(`${broken}{"a":2}`), 1).flatMap((line) => [...framing.line(line)]);
    const [first, second] = found;
    expect([first?.line, first?.bytes.length]).toEqual([1, 1_048_578]);
    expect(second?.bytes.length).toBe(1_048_579);
    expect(found.at(-1)).toMatchObject({ line: 600_002, outcome: { status: 'read' } });
    const lengths = found.reduce((sum, { bytes }) => sum + bytes.length + 1, 0);
    expect(lengths).toBe(broken.length + '{"a":2}\n'.length);
  });

  it('tells apart lines cut off one after another, and garbage between', () => {
    expect(frame('{"a":1\n{"a":2\n\ngarbage\n{"a":3}')).toEqual([
      '!1 {"a":1',
      '!2 {"a":2',
      '!4 garbage',
      '5 {"a":3}',
    ]);
  });

  it('rejects a last line that was cut off', () => {
    expect(frame('{"a":1}\n{"a":2')).toEqual(['1 {"a":1}', '!2 {"a":2']);
  });

  it('rejects a broken document as one', () => {
    expect(frame('{\n  "a": 1\n  "b": 2\n}\n')).toEqual(['!1 {\n  "a": 1\n  "b": 2\n}\n']);
  });

  it('says which line breaks a value off, or that the input ends within it', () => {
    const reasons = (text: string) => {
      const framing = createFraming(readJson);
      const found = linesIn(Buffer.from(text), 1).flatMap((line) => [...framing.line(line)]);
      return [...found, ...framing.end()].map(({ outcome }) =>
        outcome.status === 'rejected' ? outcome.reason : '',
      );
    };
    expect(reasons('{\n"a": 1,\n')).toEqual(['Incomplete JSON: the input ends within it.']);
    expect(reasons('{"a":1,\n{"a":2}')).toEqual(['Incomplete JSON: line 2 does not continue it.', '']);
    expect(reasons('{\n"a": 1\n"b": 2\n}')).toEqual(['Incomplete JSON: line 3 does not continue it.']);
  });

  it('finds every value of a stream, however it is laid out', () => {
    const value = fc.oneof(
      fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 }),
      fc.array(fc.jsonValue()),
    );
    const laidOut = fc
      .tuple(value, fc.constantFrom(0, 2))
      .map(([each, indent]) => JSON.stringify(each, null, indent));
    fc.assert(
      fc.property(fc.array(laidOut, { maxLength: 5 }), fc.constantFrom('\n', '\r\n'), (texts, newline) => {
        const found = frame(texts.join(newline));
        expect(found.filter((each) => each.startsWith('!'))).toEqual([]);
        expect(found.map((each) => JSON.parse(each.slice(each.indexOf(' '))))).toEqual(
          texts.flatMap((text) => JSON.parse(text)),
        );
      }),
    );
  });

  it('gives back every line it was given, whatever they hold', () => {
    const piece = fc.constantFrom('{', '}', '[', ']', '"a"', ':', ',', '1', ' ', '{"a":1}', 'x');
    const line = fc.string({ unit: piece, minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const given = lines.join('').replaceAll(/[[\],\s]/g, '');
        const found = frame(lines.join('\n')).map((each) => each.slice(each.indexOf(' ') + 1));
        // Brackets, commas and white space belong to the array around an element, and not to it.
        expect(found.join('').replaceAll(/[[\],\s]/g, '')).toBe(given);
      }),
    );
  });
});

describe('framing of chunks', () => {
  const token = fc.constantFrom(
    ...['{', '}', '[', ']', ',', ':', '"', '\\', ' ', '\r', 'é', '1', 'tru', '{}', '[]', '"s,t"', '{"a":'],
    ...['{"a":1},', '{"b":[1,{"c":"x,y"}]}, ', '{"a":1}]', '[{"a":1},', ' [{"x":[1,2]} , ', '{"a":1}'],
  );
  const text = fc
    .array(fc.array(token, { maxLength: 12 }), { minLength: 1, maxLength: 6 })
    .map((lines) => lines.map((tokens) => tokens.join('')).join('\n'))
    // A line feed at the end ends the last line, and begins none.
    .filter((each) => each !== '' && !each.endsWith('\n'));
  const sizes = { chunk: fc.integer({ min: 1, max: 40 }), partial: fc.integer({ min: 1, max: 30 }) };

  it('finds what lines by themselves hold, wherever chunks and parts of lines end', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.record(sizes), async (given, size) => {
        expect(await frameChunks(given, size)).toEqual(frame(given));
      }),
      { numRuns: 1_000 },
    );
  });

  it('drops a byte order mark at the beginning only, though the first line comes in parts', () => {
    const framing = createFraming(readJson);
    const first = { bytes: Buffer.from('\ufeff["a'), number: 1, endsWithin: true };
    const rest = { bytes: Buffer.from('\ufeffb"]'), number: 1, startsWithin: true };
    const found = [...framing.block(first), ...framing.block(rest)];
    expect(found.map(textOf)).toEqual(['1[0] "a\ufeffb"']);
  });

  it('takes no line feed into a string, also after a backslash', async () => {
    const text = '[\n1,2,"a\\\n",3,\n{"b":4},\n{"c":5}]\n';
    const size = { chunk: 1_000, partial: 1_000 };
    expect(await frameChunks(text, size)).toEqual(frame(text.trimEnd()));
  });

  it('rejects what is too long to be held in the same parts, wherever chunks end', async () => {
    const broken = fc.integer({ min: 3, max: 30 });
    await fc.assert(
      fc.asyncProperty(text, fc.record({ ...sizes, broken }), async (given, size) => {
        const whole = { chunk: given.length * 2, partial: 1_000, broken: size.broken };
        expect(await frameChunks(given, size)).toEqual(await frameChunks(given, whole));
      }),
      { numRuns: 1_000 },
    );
  });

  it('reads the elements of one long line as they come, and holds no more than the next', () => {
    const framing = createFraming(readJson);
    const part = (bytes: string) =>
      [
        ...framing.block({
          bytes: Buffer.from(bytes),
          number: 1,
          startsWithin: bytes[0] !== '[',
          endsWithin: true,
        }),
      ].map(textOf);
    expect(part('[{"a":1},{"a"')).toEqual(['1[0] {"a":1}']);
    expect(part(':2},{"a":3},"x')).toEqual(['1[1] {"a":2}', '1[2] {"a":3}']);
    expect(
      [...framing.block({ bytes: Buffer.from(',y"]\n{"b":1}'), number: 1, startsWithin: true })].map(textOf),
    ).toEqual(['1[3] "x,y"', '2 {"b":1}']);
    expect(framing.isOpen).toBe(false);
  });

  it('rejects the rest of a line that broke its array in parts that end with a comma', async () => {
    const text = `[{"a":1},{"a":},${'{"b":22},'.repeat(5)}{}]\n{"c":1}`;
    const expected = [
      '1[0] {"a":1}',
      '!1[1] {"a":},{"b":22},',
      '!1[1] {"b":22},{"b":22},',
      '!1[1] {"b":22},{"b":22},',
      '!1[1] {}]',
      '2 {"c":1}',
    ];
    expect(frame(text, 20)).toEqual(expected);
    for (const partial of [1, 7, 64])
      expect(await frameChunks(text, { chunk: 5, partial, broken: 20 })).toEqual(expected);
  });
});
