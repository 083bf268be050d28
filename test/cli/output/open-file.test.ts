import fs, { existsSync, readFileSync, renameSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openAppendFile } from '../../../src/cli/output/append-file.js';
import { openFile } from '../../../src/cli/output/open-file.js';
import { replaceFile } from '../../../src/cli/output/replacement.js';
import { deferred } from '../../webhooks/zoom.js';
import { folder } from '../console.js';

/** Puts another function in the place of one of node:fs, for the rest of a test and for everybody who imported it. */
function instead<Name extends 'fdatasync' | 'fsyncSync' | 'statSync' | 'closeSync'>(
  name: Name,
  make: (real: (typeof fs)[Name]) => unknown,
): void {
  const real = fs[name];
  const put = (value: unknown) => {
    Object.assign(fs, { [name]: value });
    syncBuiltinESMExports();
  };
  put(make(real));
  onTestFinished(() => put(real));
}

it('closes a file that was renamed only when the disk has what was written to it', async () => {
  const path = join(folder(), 'f');
  const [asked, ready, closed] = [deferred<number>(), deferred(), deferred()];
  const order: string[] = [];
  instead('fdatasync', (real) => (descriptor: number, done: fs.NoParamCallback) => {
    asked.resolve(descriptor);
    void ready.promise.then(() => {
      order.push('the disk has it');
      real(descriptor, done);
    });
  });
  const file = await openAppendFile(path, { fsync: true });
  onTestFinished(() => file.close());
  await file.create();
  const first = file.append('1\n');
  const old = await asked.promise;
  instead('closeSync', (real) => (descriptor: number) => {
    if (descriptor === old) {
      order.push('closed');
      closed.resolve();
    }
    real(descriptor);
  });
  renameSync(path, `${path}.1`);
  const second = file.append('2\n');
  // Closing it now would be too early; there is no other sign that it waits.
  await Promise.race([closed.promise, new Promise((resolve) => setTimeout(resolve, 100))]);
  ready.resolve();
  await Promise.all([first, second]);
  expect(order.slice(0, 2)).toEqual(['the disk has it', 'closed']);
  expect([`${path}.1`, path].map((each) => readFileSync(each, 'utf8'))).toEqual(['1\n', '2\n']);
});

it('knows a file by its device too: another device may have a file of the same number', async () => {
  const path = join(folder(), 'f');
  const file = await openFile(path);
  onTestFinished(() => file.close());
  expect(file.isAt(path)).toBe(true);
  let moved: 'dev' | 'ino' = 'dev';
  instead('statSync', (real) => (...args: [string, { bigint: true }]) => {
    const stats = real(...args);
    stats[moved] += 1n;
    return stats;
  });
  expect(file.isAt(path)).toBe(false);
  moved = 'ino';
  expect(file.isAt(path)).toBe(false);
});

it('waits for the disk before a new file takes the place of the old one', () => {
  const path = join(folder(), 'f');
  const synced: string[] = [];
  instead('fsyncSync', (real) => (descriptor: number) => {
    synced.push(`${fs.fstatSync(descriptor).size} bytes, ${existsSync(path) ? 'renamed' : 'not renamed'}`);
    real(descriptor);
  });
  const file = replaceFile(path);
  file.write('12345');
  expect(synced).toEqual([]);
  file.commit();
  file.close();
  expect(synced).toEqual(['5 bytes, not renamed']);
});
