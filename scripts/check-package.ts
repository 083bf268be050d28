/**
 * The package as users get it: packed, installed in an empty folder elsewhere, then loaded, run and compiled against.
 * Run it after `npm run build`. One line per check; the exit status is 1 if one fails.
 */
import { rmSync } from 'node:fs';
import { COMPILERS, checkCompiled, checkTypes, placeConsumers, RESOLUTIONS } from './package/consumers.js';
import { checkFileList, checkImports, checkLeaks, checkLinks, checkManifest } from './package/contents.js';
import { checkPublint, checkTypesResolve } from './package/linting.js';
import { type InstalledPackage, packAndInstall } from './package/pack.js';
import { checkCommand, checkInstances, checkJest, checkLoading } from './package/running.js';

/** Throws or rejects with what is wrong. Text that it gives is printed. */
type Check = (installed: InstalledPackage) => unknown;

const CHECKS: Record<string, Check> = {
  'its files are those a user needs': checkFileList,
  'it installs nothing else': checkManifest,
  'it mentions no machine': checkLeaks,
  'its links lead somewhere': checkLinks,
  'it imports only itself': checkImports,
  'import and require give the same names': checkLoading,
  'instanceof holds between the formats': checkInstances,
  'the command helps': checkCommand,
  'a Jest test can require it': checkJest,
  'publint is content': checkPublint,
  'attw is content': checkTypesResolve,
};

const installed = await packAndInstall();
try {
  placeConsumers(installed);
  // The keys of both tables are what their types say.
  for (const compiler of Object.keys(COMPILERS) as (keyof typeof COMPILERS)[]) {
    for (const resolution of Object.keys(RESOLUTIONS) as (keyof typeof RESOLUTIONS)[]) {
      CHECKS[`consumers compile with ${compiler}, ${resolution}`] = (it) =>
        checkTypes(it, compiler, resolution);
    }
  }
  CHECKS['compiled consumers run, ESM and CommonJS'] = checkCompiled;
  for (const [name, check] of Object.entries(CHECKS)) await report(name, check);
} finally {
  rmSync(installed.home, { recursive: true, force: true });
}

async function report(name: string, check: Check): Promise<void> {
  try {
    const word = await check(installed);
    console.log(`ok    ${name}${typeof word === 'string' ? ` (${word})` : ''}`);
  } catch (error) {
    process.exitCode = 1;
    console.log(`FAIL  ${name}\n${error instanceof Error ? error.message : error}`);
  }
}
