/** Kills the parts of examples/nats-postgres for half an hour, installed from the packed package: `npm run test:long`. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installExample } from '../test/examples/example.js';
import { pack } from './package/pack.js';

const folder = mkdtempSync(join(tmpdir(), 'zoom-qss-tarball-'));
const example = await installExample('nats-postgres', await pack(folder));
const child = spawn('npm', ['run', '--silent', 'test:long'], { cwd: example.home, stdio: 'inherit' });
const [status] = await once(child, 'exit');
await example.remove();
rmSync(folder, { recursive: true, force: true });
process.exitCode = status ?? 1;
