import { join } from 'node:path';
import { type InstalledPackage, root } from './pack.js';
import { runNode } from './run.js';

/** publint finds no fault in entry points, formats and files. */
export async function checkPublint({ tarball, home }: InstalledPackage): Promise<void> {
  const publint = join(root, 'node_modules/publint/src/cli.js');
  const found = await runNode([publint, 'run', tarball, '--strict'], home);
  if (!found.includes('All good!')) throw new Error(found);
}

/** attw finds no fault: every way to import resolves to types of the right format. */
export async function checkTypesResolve({ tarball, home }: InstalledPackage): Promise<void> {
  const attw = join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js');
  await runNode([attw, tarball, '--profile', 'node16', '--no-emoji', '--no-color'], home);
}
