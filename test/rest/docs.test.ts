import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import * as root from 'zoom-qss';
import * as rest from 'zoom-qss/rest';
import { documentedPages } from './zoom.js';

const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const guide = readFileSync(file('docs/rest.md'), 'utf8');
const snippets = [...guide.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code);

/** What the guide leaves to its reader, by name and type. */
const READER = `
declare const accountId: string, clientId: string, clientSecret: string, token: string;
declare const meetingId: string, webinarId: string, sessionId: string, endedLongAgo: string;
declare function store(...things: unknown[]): Promise<void>;
declare function readTokenFromVault(): Promise<string>;
`;

/** The messages of the compiler on all snippets, each a module of its own in the test folder. */
function compile(): string[] {
  const { config } = ts.readConfigFile(file('tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, file('.'));
  const sources = new Map(
    snippets.map((code, index) => [file(`test/rest/snippet-${index}.ts`), `${code}\n${READER}`]),
  );
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => sources.has(path) || fileExists(path);
  host.readFile = (path) => sources.get(path) ?? readFile(path);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (path, target, ...more) => {
    const text = sources.get(path);
    return text === undefined
      ? getSourceFile(path, target, ...more)
      : ts.createSourceFile(path, text, target, true);
  };
  const program = ts.createProgram([...sources.keys()], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

/** Runs a snippet against documented answers; what it prints and stores comes back. */
async function run(code: string): Promise<unknown[][]> {
  const output: unknown[][] = [];
  const pages = Object.values(documentedPages());
  const fetch: rest.Fetch = async (url) => {
    if (url.endsWith('/oauth/token')) return Response.json({ access_token: 'token-1', expires_in: 3600 });
    if (url.includes('/old/')) return Response.json({ code: 12702, message: 'Too old.' }, { status: 400 });
    if (url.includes('next_page_token')) return Response.json({ page_size: 10 });
    return Response.json(pages[url.includes('/sessions/') ? 2 : 0]);
  };
  const modules: Record<string, unknown> = {
    'zoom-qss': root,
    'zoom-qss/rest': {
      ...rest,
      createQssClient: (options: rest.QssClientOptions) => rest.createQssClient({ ...options, fetch }),
    },
  };
  const reader = {
    require: (name: string) => modules[name],
    exports: {},
    console: { log: (...things: unknown[]) => output.push(things) },
    accountId: 'account-1',
    clientId: 'client-1',
    clientSecret: 'secret-1',
    token: 'token-1',
    meetingId: '6840331990',
    webinarId: '6840331991',
    sessionId: 'session-1',
    endedLongAgo: 'old',
    store: async (...things: unknown[]) => output.push(things),
    readTokenFromVault: async () => 'token-1',
  };
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  await new AsyncFunction(...Object.keys(reader), outputText)(...Object.values(reader));
  return output;
}

describe('the guide', () => {
  it('has snippets that compile', () => {
    expect(snippets.length).toBeGreaterThan(3);
    expect(compile()).toEqual([]);
  });

  it('reads a meeting into samples', async () => {
    const [[samples, issues] = []] = await run(snippets[0] ?? '');
    expect(samples).toMatchObject([{ source: 'rest.meeting', bitrateKbps: { avg: 27.15 } }]);
    expect(issues).toEqual([]);
  });

  it('reads lists with a limit and page by page', async () => {
    expect(await run(snippets[1] ?? '')).toEqual([
      [1, 1],
      [undefined, 1],
    ]);
  });

  it('reads with a pace, a deadline and a signal', async () => {
    expect(await run(snippets[2] ?? '')).toEqual([[1]]);
  });

  it('tells errors apart', async () => {
    expect(await run(snippets[3] ?? '')).toEqual([['gone', undefined]]);
  });

  it('explains every code', () => {
    // A record, so that the compiler misses a code that is not here.
    const codes: Record<rest.ZoomApiErrorCode | rest.RestTransportErrorCode, true> = {
      unauthorized: true,
      scope_missing: true,
      subscription_missing: true,
      not_available: true,
      too_old: true,
      rate_limited: true,
      page_expired: true,
      bad_request: true,
      server_error: true,
      timeout: true,
      network: true,
      response_malformed: true,
      page_loop: true,
      redirected: true,
      aborted: true,
    };
    for (const code of Object.keys(codes)) expect(guide).toContain(`| \`${code}\` |`);
  });
});
