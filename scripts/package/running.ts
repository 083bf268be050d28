import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { type InstalledPackage, root } from './pack.js';
import { run, runNode } from './run.js';

/** `import` and `require` load every entry point and export the same names. */
export async function checkLoading(
  { home, entries, manifest }: InstalledPackage,
  node?: string,
): Promise<string> {
  const names = 'const names = {}; for (const entry of process.argv.slice(1)) names[entry] = ';
  const load = (loading: string, type: string) =>
    runNode(
      [`--input-type=${type}`, '-e', `${names}${loading}; console.log(JSON.stringify(names))`, ...entries],
      home,
      node,
    );
  const imported = await load('Object.keys(await import(entry)).sort()', 'module');
  const required = await load('Object.keys(require(entry)).sort()', 'commonjs');
  if (imported !== required) throw new Error(`import: ${imported}\nrequire: ${required}`);
  const empty = Object.entries<string[]>(JSON.parse(imported)).filter(
    ([, exported]) => exported.length === 0,
  );
  if (empty.length > 0) throw new Error(`No exports in ${empty.map(([entry]) => entry).join(', ')}`);
  const version = "console.log(require('zoom-qss/package.json').version)";
  const found = await runNode(['-e', version], home, node);
  if (found.trim() !== manifest.version) throw new Error(`package.json says ${found}`);
  return entries.join(', ');
}

/** `import` and `require` read each document of the schemas. */
export async function checkDocuments({ home, manifest }: InstalledPackage, node?: string): Promise<string> {
  const documents = Object.keys(manifest.exports)
    .filter((subpath) => subpath.startsWith('./schemas/'))
    .map((subpath) => manifest.name + subpath.slice(1));
  const required = 'process.argv.slice(1).map(require)';
  const imported =
    "(await Promise.all(process.argv.slice(1).map((it) => import(it, { with: { type: 'json' } })))).map((it) => it.default)";
  const read = (expression: string, type: string) =>
    runNode(
      [`--input-type=${type}`, '-e', `console.log(JSON.stringify(${expression}))`, ...documents],
      home,
      node,
    );
  const text = await read(required, 'commonjs');
  if (text !== (await read(imported, 'module')))
    throw new Error('import and require read different documents.');
  for (const [index, document] of (JSON.parse(text) as Record<string, unknown>[]).entries())
    if (!('$defs' in document || 'asyncapi' in document))
      throw new Error(`${documents[index]} is no document.`);
  return documents.join(', ');
}

/** An error from the ESM copy is an instance of the CommonJS copy's class, and the reverse. */
export async function checkInstances({ home }: InstalledPackage, node?: string): Promise<void> {
  const script = `
    import { createRequire } from 'node:module';
    import * as esm from 'zoom-qss';
    const cjs = createRequire(import.meta.url)('zoom-qss');
    const thrown = ({ parseEvent }) => { try { parseEvent('') } catch (error) { return error } };
    for (const [one, other] of [[esm, cjs], [cjs, esm]]) {
      const { EventParseError, ValueError, ZoomQssError, isZoomQssError } = other;
      const error = thrown(one);
      if (one.EventParseError === EventParseError) throw new Error('ESM and CommonJS share one copy');
      if (!(error instanceof EventParseError && error instanceof ZoomQssError && isZoomQssError(error)) ||
          error instanceof ValueError) throw new Error('instanceof fails between the copies');
    }`;
  await runNode(['--input-type=module', '-e', script], home, node);
}

/** The command is installed and prints its help. */
export async function checkCommand({ home, manifest }: InstalledPackage): Promise<void> {
  for (const name of Object.keys(manifest.bin)) {
    const help = await run(join(home, 'node_modules', '.bin', name), ['--help'], home);
    if (!help.includes(name)) throw new Error(`${name} --help printed:\n${help}`);
  }
}

/** The command turns the documented payloads into rows. */
export async function checkNormalize({ home, manifest }: InstalledPackage, node?: string): Promise<void> {
  const events = join(root, 'test/fixtures/qss-events.json');
  for (const program of Object.values(manifest.bin)) {
    const command = join(home, 'node_modules', manifest.name, program);
    const rows = await runNode([command, 'normalize', events, '--format', 'ndjson'], home, node);
    if (!rows.includes('"bitrateKbps":')) throw new Error('normalize printed no sample.');
  }
}

/** A Jest test, which is CommonJS, can require and use every entry point. */
export async function checkJest({ home }: InstalledPackage): Promise<void> {
  const folder = join(home, 'jest');
  cpSync(join(root, 'test/package/jest'), folder, { recursive: true });
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  await runNode(
    [jest, '--ci', '--rootDir', folder, '--testMatch', '**/*.test.cjs', '--transform', '{}'],
    home,
  );
}
