import {
  appendFileSync,
  existsSync,
  linkSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type AppendOptions, appendToStream, openAppendFile } from '../../../src/cli/output/append-file.js';
import { folder } from '../console.js';

async function open(path: string, options: Partial<AppendOptions> = {}) {
  const file = await openAppendFile(path, { fsync: false, ...options });
  onTestFinished(() => file.close());
  return file;
}

const read = (path: string) => readFileSync(path, 'utf8');

describe('an append file', () => {
  it('ends a torn line before it adds anything, whoever tore it and whenever', async () => {
    const path = join(folder(), 'f');
    writeFileSync(path, 'torn before');
    const file = await open(path);
    await file.append('1\n');
    appendFileSync(path, 'torn since');
    await file.append('2\n');
    await file.append('3\n');
    expect(read(path)).toBe('torn before\n1\ntorn since\n2\n3\n');
    truncateSync(path, 3);
    await file.append('4\n');
    expect(read(path)).toBe('tor\n4\n');
    truncateSync(path, 0);
    await file.append('5\n');
    expect(read(path)).toBe('5\n');
  });

  it.each([false, true])(
    'is opened again before it resolves, once removed or renamed (fsync %j)',
    async (fsync) => {
      const path = join(folder(), 'f');
      const file = await open(path, { fsync });
      await file.append('1\n');
      rmSync(path);
      await Promise.all([file.append('2\n'), file.append('3\n')]);
      expect(read(path)).toBe('2\n3\n');
      renameSync(path, `${path}.1`);
      await file.append('4\n');
      expect([read(`${path}.1`), read(path)]).toEqual(['2\n3\n', '4\n']);
      // Nobody holds the renamed file any more.
      await open(`${path}.1`);
      writeFileSync(`${path}.new`, 'of somebody else\n');
      renameSync(`${path}.new`, path);
      await file.append('5\n');
      expect(read(path)).toBe('of somebody else\n5\n');
    },
  );

  it('creates a renamed file when it is told to', async () => {
    const path = join(folder(), 'f');
    const file = await open(path);
    const { ino } = statSync(path);
    await file.reopen();
    expect(statSync(path).ino).toBe(ino);
    renameSync(path, `${path}.1`);
    await file.reopen();
    expect(read(path)).toBe('');
  });

  it('creates a lazy file with its first lines, also after it was told to open it again', async () => {
    const path = join(folder(), 'f');
    const file = await open(path, { isLazy: true });
    await file.reopen();
    expect(existsSync(path)).toBe(false);
    await file.append('1\n');
    expect(read(path)).toBe('1\n');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('is refused while another holds the file, by any name of it', async () => {
    const path = join(folder(), 'f');
    const file = await open(path);
    linkSync(path, `${path}.link`);
    await expect(open(`${path}.link`)).rejects.toThrow(`Another listener writes to ${path}.link:`);
    await file.close();
    await (await open(`${path}.link`)).append('1\n');
    expect(read(path)).toBe('1\n');
  });

  it('appends to no file that another process has taken since', async () => {
    const path = join(folder(), 'f');
    const first = await open(path);
    renameSync(path, `${path}.1`);
    const second = await open(path);
    await expect(first.append('1\n')).rejects.toThrow('Another listener writes to');
    await second.append('2\n');
    expect(read(path)).toBe('2\n');
  });

  it.each([false, true])('is refused in a folder that does not exist (lazy %j)', async (isLazy) => {
    await expect(open(join(folder(), 'no', 'f'), { isLazy })).rejects.toThrow(/Cannot write .* \(ENOENT\)/);
  });
});

describe('appending to a stream', () => {
  it('resolves when the stream has taken the lines', async () => {
    const stream = new PassThrough();
    await appendToStream(stream).append('1\n');
    expect(String(stream.read())).toBe('1\n');
  });

  it('rejects if the stream fails', async () => {
    const stream = new Writable({ write: (_chunk, _encoding, done) => done(new Error('full')) });
    await expect(appendToStream(stream).append('1\n')).rejects.toThrow('full');
  });
});
