import { type BigIntStats, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Keeps other processes of this machine from locking the same file. The operating system frees it when the process ends. */
export interface FileLock {
  release(): void;
}

/**
 * Locks a file by a local socket that is named by its device and inode, so that other names of it are locked too. Unlike a
 * file with a process id, a socket does not outlive its process. Processes in other containers, and on other machines that
 * share the disk, do not see it.
 *
 * @returns undefined if the file is locked already
 */
export async function lockFile(
  { dev, ino }: Pick<BigIntStats, 'dev' | 'ino'>,
  platform: NodeJS.Platform = process.platform,
): Promise<FileLock | undefined> {
  const name = `zoom-qss-${dev}-${ino}`;
  if (platform === 'linux') return listen(`\0${name}`);
  if (platform === 'win32') return listen(`\\\\.\\pipe\\${name}`);
  // Elsewhere a socket is a file, which stays when its process is killed.
  const path = join(tmpdir(), `${name}.sock`);
  const lock = await listen(path);
  if (lock !== undefined || (await isAnswered(path))) return lock;
  rmSync(path, { force: true });
  return listen(path);
}

function listen(address: string): Promise<FileLock | undefined> {
  return new Promise((resolve, reject) => {
    const server: Server = createServer((socket) => socket.destroy());
    server.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(address, () => {
      // A lock alone does not keep a process running.
      server.unref();
      resolve({ release: () => server.close() });
    });
  });
}

/** Whether a process listens on a socket. */
function isAnswered(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
