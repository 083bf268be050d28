import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import ts from 'typescript';
import * as reader from './reader.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const require = createRequire(import.meta.url);

/** One fenced `ts` block of a page. */
export interface Snippet {
  /** `README.md:17`, where the code begins. */
  readonly place: string;
  readonly code: string;
  /** What stands right before it in an HTML comment: `<!-- compiled only: … -->`. */
  readonly remark: string;
}

/** The pages of this project, those above first. */
export function pages(): string[] {
  return ['', 'docs/'].flatMap((folder) =>
    readdirSync(root + folder)
      .filter((name) => name.endsWith('.md'))
      .map((name) => folder + name),
  );
}

export function snippetsOf(page: string): Snippet[] {
  const text = readFileSync(root + page, 'utf8');
  return [...text.matchAll(/(?:<!-- *(.*?) *-->\n+)?```ts\n(.*?)```/gs)].map((match) => {
    const [block, remark = '', code = ''] = match;
    const line = text.slice(0, match.index + block.indexOf('```ts')).split('\n').length + 1;
    return { place: `${page}:${line}`, code, remark };
  });
}

/** Every message of the compiler, each with its place on the page. All snippets are modules of one program. */
export function compile(snippets: readonly Snippet[]): string[] {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  // Global, so that a snippet may declare the same name itself.
  const globals = Object.keys(reader).map((name) => `const ${name}: typeof import('./reader.js').${name};`);
  const sources = new Map([
    [`${root}test/docs/globals.ts`, `declare global { ${globals.join(' ')} } export {};`],
    ...snippets.map(({ place, code }): [string, string] => [
      `${root}test/docs/${place.replace(/\W/g, '-')}.ts`,
      `${code}\nexport {};`,
    ]),
  ]);
  const places = new Map(
    [...sources.keys()].slice(1).map((path, index) => [path, snippets[index]?.place ?? '']),
  );

  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => sources.has(path) || fileExists(path);
  host.readFile = (path) => sources.get(path) ?? readFile(path);
  host.getSourceFile = (path, target, ...more) => {
    const text = sources.get(path);
    return text === undefined
      ? getSourceFile(path, target, ...more)
      : ts.createSourceFile(path, text, target, true);
  };
  const program = ts.createProgram([...sources.keys()], options, host);
  return [...sources.keys()]
    .flatMap((path) => ts.getPreEmitDiagnostics(program, program.getSourceFile(path)))
    .map(({ file, start = 0, messageText }) => {
      const [page, first] = (places.get(file?.fileName ?? '') ?? '').split(':');
      const line = Number(first) + (file?.getLineAndCharacterOfPosition(start).line ?? 0);
      return `${page}:${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
}

/** The modules a snippet imports. */
export function importsOf(code: string): string[] {
  return ts.preProcessFile(code).importedFiles.map(({ fileName }) => fileName);
}

/**
 * Runs a snippet to its end and gives what it logged. What it leaves to its reader comes from `reader.ts`, unless `own`
 * has it; what it imports comes from `modules`, or else from Node.
 */
export async function run(
  code: string,
  modules: Readonly<Record<string, unknown>>,
  own: Readonly<Record<string, unknown>> = {},
): Promise<unknown[][]> {
  const logged: unknown[][] = [];
  const names = {
    ...reader,
    ...own,
    require: (name: string) => modules[name] ?? require(name),
    exports: {},
    console: { ...console, log: (...things: unknown[]) => logged.push(things) },
  };
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  // It has the constructor of all async functions, which JavaScript names nowhere.
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  // In a block, where it may declare the names of its parameters again.
  await new AsyncFunction(...Object.keys(names), `{ ${outputText} }`)(...Object.values(names));
  return logged;
}

/** What a snippet says that it logs: the remarks behind `console.log(…);`. */
export function promised(code: string): string[] {
  return [...code.matchAll(/console\.log\(.*\);? +\/\/ (.*)$/gm)].map(([, remark = '']) => remark);
}

/** What a line of a log shows, on one line. */
export function shown(things: readonly unknown[]): string {
  return things
    .map((thing) =>
      typeof thing === 'string' ? thing : inspect(thing, { breakLength: Number.POSITIVE_INFINITY }),
    )
    .join(' ');
}
