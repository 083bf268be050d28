/**
 * Checks the package as users get it: packs it, installs it in an empty folder, then loads it, runs it and compiles against it.
 * Run `npm run build` first. Prints one line per check; the exit status is 1 if a check fails.
 */
import { rmSync } from 'node:fs';
import {
  COMPILERS,
  checkConsumers,
  checkTypes,
  compileConsumers,
  placeConsumers,
  RESOLUTIONS,
} from './package/consumers.js';
import { checkFileList, checkImports, checkLeaks, checkLinks, checkManifest } from './package/contents.js';
import { checkPublint, checkTypesResolve } from './package/linting.js';
import { type InstalledPackage, packAndInstall } from './package/pack.js';
import { runNode } from './package/run.js';
import {
  checkCommand,
  checkDocuments,
  checkInstances,
  checkJest,
  checkLoading,
  checkNormalize,
} from './package/running.js';
import { otherNodes } from './package/runtimes.js';

/** Throws or rejects if something is wrong. A string it returns is printed. */
type Check = (installed: InstalledPackage) => unknown;

const CHECKS: Record<string, Check> = {
  'it holds the files a user needs, and no others': checkFileList,
  'it has no dependencies and no install scripts': checkManifest,
  'it names no path or registry of this machine': checkLeaks,
  'its relative links resolve': checkLinks,
  'it imports only its own files': checkImports,
  'import and require read its documents': checkDocuments,
  'the command prints its help': checkCommand,
  'a Jest test can require it': checkJest,
  'publint finds nothing': checkPublint,
  'attw finds nothing': checkTypesResolve,
};

const installed = await packAndInstall();
try {
  placeConsumers(installed);
  // Object.keys types every key as string; these are the keys of the two tables.
  for (const compiler of Object.keys(COMPILERS) as (keyof typeof COMPILERS)[]) {
    for (const resolution of Object.keys(RESOLUTIONS) as (keyof typeof RESOLUTIONS)[]) {
      CHECKS[`consumers compile with ${compiler}, ${resolution}`] = (it) =>
        checkTypes(it, compiler, resolution);
    }
  }
  CHECKS['consumers compile to JavaScript'] = compileConsumers;
  for (const [name, node] of [['this Node', process.execPath], ...otherNodes()]) {
    CHECKS[`it runs in ${name}: entry points, command, consumers in ESM and CommonJS`] = async (it) => {
      await checkLoading(it, node);
      await checkInstances(it, node);
      await checkNormalize(it, node);
      await checkConsumers(it, node);
      return runNode(['--version'], it.home, node);
    };
  }
  for (const [name, check] of Object.entries(CHECKS)) await report(name, check);
} finally {
  rmSync(installed.home, { recursive: true, force: true });
}

async function report(name: string, check: Check): Promise<void> {
  try {
    const word = await check(installed);
    console.log(`ok    ${name}${typeof word === 'string' ? ` (${word.trim()})` : ''}`);
  } catch (error) {
    process.exitCode = 1;
    console.log(`FAIL  ${name}\n${error instanceof Error ? error.message : error}`);
  }
}
