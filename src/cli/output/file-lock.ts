import { createHash } from 'node:crypto';
import { type BigIntStats, rmSync, statSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { realPath } from '../paths.js';
import { UsageError } from '../usage-error.js';

/** Keeps other processes of this machine from locking the same file. The operating system frees it when the process ends. */
export interface FileLock {
  readonly key: string;
  release(): void;
}

/** Another process of this machine has locked the file. */
export class FileInUseError extends UsageError {
  readonly code = 'file_in_use';
}

/** How long the process that has a lock may take to say its id. */
const ANSWER_MS = 500;

/** The key of a file: its device and inode, so that other names of it are locked too. */
export function fileKey({ dev, ino }: Pick<BigIntStats, 'dev' | 'ino'>): string {
  return `${dev}-${ino}`;
}

/**
 * The key of a name, whether or not there is a file: its folder's device and inode, and a hash of the rest. Containers that
 * share a network but no disk have different keys for the same path.
 */
export function nameKey(path: string): string {
  const real = realPath(path);
  const hash = createHash('sha256').update(basename(real)).digest('hex').slice(0, 16);
  return `${fileKey(statSync(dirname(real), { bigint: true }))}-${hash}`;
}

/**
 * Locks a key by a local socket of that name. Unlike a file with a process id, a socket does not outlive its process.
 * Processes in other containers, and on other machines that share the disk, do not see it.
 *
 * @param path for the message
 * @throws {FileInUseError} if another process has locked it, with that process's id
 */
export async function lock(
  key: string,
  path: string,
  platform: NodeJS.Platform = process.platform,
): Promise<FileLock> {
  const address = addressOf(`zoom-qss-${key}`, platform);
  let server = await listen(address);
  const holder = server === undefined ? await askHolder(address) : undefined;
  // A socket that is a file stays when its process is killed.
  if (server === undefined && holder === undefined && isFile(platform)) {
    rmSync(address, { force: true });
    server = await listen(address);
  }
  if (server === undefined) {
    const who = holder ? ` (process ${holder})` : '';
    throw new FileInUseError(`Another listener writes to ${path}${who}: stop it, or choose another file.`);
  }
  return { key, release: () => server.close() };
}

/** Linux and Windows have sockets that are not files. */
function isFile(platform: NodeJS.Platform): boolean {
  return platform !== 'linux' && platform !== 'win32';
}

function addressOf(name: string, platform: NodeJS.Platform): string {
  if (isFile(platform)) return join(tmpdir(), `${name}.sock`);
  return platform === 'linux' ? `\0${name}` : `\\\\.\\pipe\\${name}`;
}

/** Resolves to undefined if the address is in use. Whoever connects is told the id of this process. */
function listen(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.end(String(process.pid), () => socket.destroy());
    });
    server.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(address, () => {
      // A lock alone does not keep a process running.
      server.unref();
      resolve(server);
    });
  });
}

/** Asks who listens on a socket. Resolves to undefined if nobody does, and to '' if the answer is not a process id. */
function askHolder(address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let isConnected = false;
    let text = '';
    const socket = connect(address, () => {
      isConnected = true;
    });
    const timer = setTimeout(() => socket.destroy(), ANSWER_MS);
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
      if (text.length > 10) socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(isConnected ? (/^\d{1,10}$/.exec(text)?.[0] ?? '') : undefined);
    });
  });
}
