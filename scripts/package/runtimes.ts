import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMissing } from '../../test/missing.js';
import { root } from './pack.js';

const folder = join(root, 'test/runtimes');

/** The other versions of Node that the package is run in, by name, with the path of each program. */
export function otherNodes(): [name: string, program: string][] {
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const names = Object.keys(dependencies).filter((name) => name.startsWith('node-'));
  return names
    .map((name): [string, string] => [name, join(folder, 'node_modules', name, 'bin/node')])
    .filter(([name, program]) => !isMissing(name, existsSync(program)));
}
