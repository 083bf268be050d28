import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { FileInUseError, fileKey, lock as lockKey } from '../../../src/cli/output/file-lock.js';

/** No file has this device. */
const file = () => fileKey({ dev: 999_999n, ino: BigInt(Math.floor(Math.random() * 2 ** 50)) });
const lockFile = (key: string, platform: NodeJS.Platform) => lockKey(key, 'f', platform);

/** `darwin` has no abstract sockets: its way works on every Unix. */
const platforms =
  process.platform === 'win32' ? (['win32'] as const) : ([process.platform, 'darwin'] as const);

it.each(platforms)('locks a file once, until the lock is released (as on %s)', async (platform) => {
  const some = file();
  const lock = await lockFile(some, platform);
  expect(lock).toBeDefined();
  await expect(lockFile(some, platform)).rejects.toThrow(
    `Another listener writes to f (process ${process.pid}): stop it, or choose another file.`,
  );
  const other = await lockFile(file(), platform);
  expect(other).toBeDefined();
  lock?.release();
  const again = await lockFile(some, platform);
  expect(again).toBeDefined();
  again?.release();
  other?.release();
});

it.each(platforms)('takes the lock of a process that was killed (as on %s)', async (platform) => {
  const some = file();
  const name = `zoom-qss-${some}`;
  const address =
    platform === 'linux'
      ? `\0${name}`
      : platform === 'win32'
        ? `\\\\.\\pipe\\${name}`
        : join(tmpdir(), `${name}.sock`);
  const program = `require('node:net').createServer().listen(${JSON.stringify(address)}, () => console.log('ready'))`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await once(child.stdout, 'data');
  // It does not say its id.
  await expect(lockFile(some, platform)).rejects.toThrow(
    new FileInUseError('Another listener writes to f: stop it, or choose another file.'),
  );
  child.kill('SIGKILL');
  await once(child, 'close');
  if (platform === 'darwin') expect(existsSync(address)).toBe(true);
  const lock = await lockFile(some, platform);
  expect(lock).toBeDefined();
  lock?.release();
});
