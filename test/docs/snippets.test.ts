/**
 * Every fenced `ts` block of README.md and docs/ is compiled. One that imports nothing but this library is run too, and
 * what it promises, `console.log(x); // 63`, is held against what it logs. `<!-- compiled only: why -->` right before a
 * block lets it off running. Names that a page leaves to its reader are in reader.ts. A block that names its file,
 * ` ```ts file=node.ts `, is left to a test of its own, which writes the files and runs them as programs.
 */
import { describe, expect, it } from 'vitest';
import { MODULES } from './modules.js';
import { compile, importsOf, pages, promised, run, shown, snippetsOf } from './snippets.js';

const snippets = pages().flatMap(snippetsOf);
const runnable = snippets.filter(
  ({ code, remark }) =>
    !remark.startsWith('compiled only') && importsOf(code).every((name) => name in MODULES),
);

describe('the snippets of the documentation', () => {
  it('compile', () => {
    expect(compile(snippets)).toEqual([]);
  });

  it.each(runnable)('$place runs', async ({ code }) => {
    const logged = (await run(code, MODULES)).map(shown);
    const said = promised(code);
    expect(said.length === 0 ? [] : logged).toEqual(said);
  });
});

describe('the snippet reader', () => {
  const wrong = "import { parseBitrate } from 'zoom-qss';\nparseBitrate(true);\n";
  const redeclaring = 'const body: number = 1;\nconsole.log(body);\n';

  it('tells on which line of the page a snippet is wrong, and lets it redeclare a name of the reader', async () => {
    const messages = compile([
      { place: 'page.md:10', code: wrong, remark: '' },
      { place: 'page.md:20', code: redeclaring, remark: '' },
    ]);
    expect(messages).toEqual([expect.stringMatching(/^page\.md:11: Argument of type 'true'/)]);
    expect(await run(redeclaring, MODULES)).toEqual([[1]]);
  });

  it('reads promises and holds them against what is logged', async () => {
    const code = "import { parseBitrate } from 'zoom-qss';\nconsole.log(parseBitrate('1.2 Mbps')); // 1200\n";
    expect((await run(code, MODULES)).map(shown)).toEqual(promised(code));
    expect(promised(code)).toEqual(['1200']);
  });
});
