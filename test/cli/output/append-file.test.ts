import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type AppendOptions, appendToOutput, openAppendFile } from '../../../src/cli/output/append-file.js';
import { folder } from '../console.js';

async function openLazily(path: string, options: Partial<AppendOptions> = {}) {
  const file = await openAppendFile(path, { fsync: false, ...options });
  onTestFinished(() => file.close());
  return file;
}

async function open(path: string, options?: Partial<AppendOptions>) {
  const file = await openLazily(path, options);
  await file.create();
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

  it('creates no file before its first lines, also after it was told to open it again', async () => {
    const path = join(folder(), 'f');
    const file = await openLazily(path);
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
    await expect(open(`${path}.link`)).rejects.toThrow(`Another listener writes to ${path}.link (`);
    await file.close();
    await (await open(`${path}.link`)).append('1\n');
    expect(read(path)).toBe('1\n');
  });

  it('keeps its name after it was renamed or removed, by any path to it', async () => {
    const dir = folder();
    const path = join(dir, 'f');
    const first = await open(path);
    symlinkSync(dir, join(dir, 'link'));
    for (const moveAway of [() => renameSync(path, `${path}.1`), () => rmSync(path)]) {
      moveAway();
      for (const name of [path, join(dir, 'link', 'f')])
        await expect(open(name)).rejects.toThrow(
          `Another listener writes to ${name} (process ${process.pid})`,
        );
      await first.append('1\n');
      expect(read(path)).toBe('1\n');
    }
    await first.close();
    await open(path);
  });

  it('keeps its name before there is a file', async () => {
    const path = join(folder(), 'f');
    await openLazily(path);
    await expect(openLazily(path)).rejects.toThrow('Another listener writes to');
    expect(existsSync(path)).toBe(false);
  });

  it('keeps its name in a folder that was replaced', async () => {
    const path = join(folder(), 'in', 'f');
    mkdirSync(dirname(path));
    const first = await open(path);
    renameSync(dirname(path), `${dirname(path)}.1`);
    mkdirSync(dirname(path));
    await first.append('1\n');
    rmSync(path);
    await expect(open(path)).rejects.toThrow('Another listener writes to');
  });

  it('appends to no file that another listener has under its old name, and says which', async () => {
    const dir = folder();
    const [path, other] = [join(dir, 'f'), join(dir, 'other')];
    const first = await open(path);
    const second = await open(other);
    renameSync(other, path);
    await expect(first.append('1\n')).rejects.toMatchObject({
      code: 'file_in_use',
      message: `Another listener writes to ${path} (process ${process.pid}): stop it, or choose another file.`,
    });
    await second.append('2\n');
    expect([read(path), read(other)]).toEqual(['', '2\n']);
    // The other has left the file.
    await first.append('3\n');
    expect(read(path)).toBe('3\n');
  });

  it.runIf(process.platform === 'linux')(
    'is refused if it is a pipe, also one that was put there since',
    async () => {
      const path = join(folder(), 'f');
      execFileSync('mkfifo', [path]);
      await expect(openLazily(path)).rejects.toThrow(
        `Cannot write ${path}: it is a pipe. Use --out - instead.`,
      );
      rmSync(path);
      const file = await open(path);
      rmSync(path);
      execFileSync('mkfifo', [path]);
      await expect(file.append('1\n')).rejects.toThrow('it is a pipe');
    },
  );

  it('is refused at the start if it cannot be read', async () => {
    const path = join(folder(), 'f');
    writeFileSync(path, '', { mode: 0o200 });
    // Root may read everything.
    if (process.getuid?.() === 0) await openLazily(path);
    else await expect(openLazily(path)).rejects.toThrow(`Cannot write ${path} (EACCES).`);
  });

  it('shares what is not a file, such as a device', async () => {
    await open('/dev/null');
    await (await open('/dev/null')).append('1\n');
  });

  it.skipIf(process.platform === 'win32')('tells of each file that others can read', async () => {
    const path = join(folder(), 'f');
    const shared: string[] = [];
    writeFileSync(path, '', { mode: 0o600 });
    const file = await open(path, { onShared: (name, mode) => shared.push(`${name} ${mode}`) });
    await file.append('1\n');
    expect(shared).toEqual([]);
    for (const mode of [0o644, 0o640]) {
      rmSync(path);
      writeFileSync(path, '');
      chmodSync(path, mode);
      await file.append('2\n');
      await file.append('3\n');
    }
    expect(shared).toEqual([`${path} 0644`, `${path} 0640`]);
  });

  it('is refused in a folder that does not exist', async () => {
    await expect(openLazily(join(folder(), 'no', 'f'))).rejects.toThrow(/Cannot write .* \(ENOENT\)/);
  });
});

describe('appending to standard output that is a file', () => {
  const appended = async (path: string) => {
    const fd = openSync(path, 'a');
    const file = await appendToOutput(Object.assign(new PassThrough(), { fd }));
    onTestFinished(() => closeSync(fd));
    return file;
  };

  it('ends a torn line before it adds anything, and closes no descriptor of others', async () => {
    const path = join(folder(), 'f');
    writeFileSync(path, 'torn');
    const file = await appended(path);
    await file.append('1\n');
    await file.append('2\n');
    expect(read(path)).toBe('torn\n1\n2\n');
    await file.close();
  });

  it('locks the file', async () => {
    const path = join(folder(), 'f');
    const file = await appended(path);
    await expect(appended(path)).rejects.toThrow(/Another listener writes to standard output \(process/);
    await expect(open(path)).rejects.toThrow('Another listener writes to');
    await file.close();
    await open(path);
  });
});

describe('appending to a stream', () => {
  it('resolves when the stream has taken the lines', async () => {
    const stream = new PassThrough();
    await (await appendToOutput(stream)).append('1\n');
    expect(String(stream.read())).toBe('1\n');
  });

  it('rejects if the stream fails', async () => {
    const stream = new Writable({ write: (_chunk, _encoding, done) => done(new Error('full')) });
    await expect((await appendToOutput(stream)).append('1\n')).rejects.toThrow('full');
  });
});
