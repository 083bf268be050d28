import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkReplaceable } from '../../../src/cli/output/check-writable.js';
import { replaceFile } from '../../../src/cli/output/replacement.js';
import { openSideFile } from '../../../src/cli/output/side-file.js';
import { call, folder } from '../console.js';

describe('a file that is replaced', () => {
  it('shows the old content until the commit, and all of the new after it', () => {
    const path = join(folder(), 'f');
    writeFileSync(path, 'old');
    const file = replaceFile(path);
    file.write('new ');
    file.write(Buffer.from('content'));
    expect(readFileSync(path, 'utf8')).toBe('old');
    file.commit();
    expect(readFileSync(path, 'utf8')).toBe('new content');
    file.close();
    expect(readFileSync(path, 'utf8')).toBe('new content');
  });

  it('stays as it was without a commit, and nothing is left beside it', () => {
    const dir = folder();
    writeFileSync(join(dir, 'f'), 'old');
    const file = replaceFile(join(dir, 'f'));
    file.write('new');
    file.close();
    expect(readdirSync(dir)).toEqual(['f']);
    expect(readFileSync(join(dir, 'f'), 'utf8')).toBe('old');
  });

  it('keeps its mode; a new one is for its owner only', () => {
    const dir = folder();
    writeFileSync(join(dir, 'old'), '');
    chmodSync(join(dir, 'old'), 0o664);
    for (const name of ['old', 'new']) {
      const file = replaceFile(join(dir, name));
      file.commit();
      file.close();
    }
    expect(statSync(join(dir, 'old')).mode & 0o777).toBe(0o664);
    expect(statSync(join(dir, 'new')).mode & 0o777).toBe(0o600);
  });

  it('may be reached by a link to a file that does not exist yet', () => {
    const dir = folder();
    symlinkSync('target', join(dir, 'link'));
    const file = replaceFile(join(dir, 'link'));
    file.write('new');
    file.commit();
    file.close();
    expect(readFileSync(join(dir, 'target'), 'utf8')).toBe('new');
  });

  it.runIf(existsSync('/dev/null'))('is written directly if it is a device', () => {
    const file = replaceFile('/dev/null');
    file.write('nowhere');
    file.commit();
    file.close();
    expect(statSync('/dev/null').isFile()).toBe(false);
  });

  it('names the file that could not be written', () => {
    expect(() => replaceFile(join(folder(), 'no', 'f'))).toThrow(/^Cannot write .*no\/f \(ENOENT\)\.$/);
  });

  it('is refused early in a folder that is not writable, except to root', () => {
    const dir = folder();
    writeFileSync(join(dir, 'f'), '');
    chmodSync(dir, 0o500);
    const check = () => checkReplaceable(join(dir, 'f'));
    if (process.getuid?.() === 0) expect(check).not.toThrow();
    else expect(check).toThrow(/its folder is not writable/);
    chmodSync(dir, 0o700);
  });
});

describe('a side file', () => {
  it('replaces the old one only when the command is done', async () => {
    const dir = folder();
    const [rejects, events] = [join(dir, 'rejects'), join(dir, 'events.ndjson')];
    writeFileSync(rejects, 'of yesterday');
    writeFileSync(events, 'not json\n');
    const file = openSideFile(rejects);
    file.write('x'.repeat(100_000));
    expect(readFileSync(rejects, 'utf8')).toBe('of yesterday');
    file.close();
    await call(['normalize', '--rejects', rejects, '--issues', join(dir, 'issues'), events]);
    expect(readFileSync(rejects, 'utf8')).toBe('not json\n');
    expect(existsSync(join(dir, 'issues'))).toBe(true);
    expect(readdirSync(dir).sort()).toEqual(['events.ndjson', 'issues', 'rejects']);
  });
});
