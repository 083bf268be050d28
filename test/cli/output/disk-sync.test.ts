import { expect, it } from 'vitest';
import { createDiskSync } from '../../../src/cli/output/disk-sync.js';
import { deferred } from '../../webhooks/zoom.js';

it('begins a wait of its own for what was written since the last began, and shares it', async () => {
  const waits: ReturnType<typeof deferred<void>>[] = [];
  const sync = createDiskSync(0, () => {
    const wait = deferred<void>();
    waits.push(wait);
    return wait.promise;
  });
  const done: string[] = [];
  const request = (name: string) => sync.request().then(() => done.push(name));
  const first = request('first');
  await new Promise(setImmediate);
  const others = [request('second'), request('third')];
  await new Promise(setImmediate);
  expect(waits).toHaveLength(1);
  waits[0]?.resolve();
  await first;
  await new Promise(setImmediate);
  expect({ waits: waits.length, done }).toEqual({ waits: 2, done: ['first'] });
  waits[1]?.resolve();
  await Promise.all(others);
  await sync.settled();
  expect({ waits: waits.length, done }).toEqual({ waits: 2, done: ['first', 'second', 'third'] });
});

it('fails for those who waited, and asks the disk again for the next', async () => {
  let calls = 0;
  const sync = createDiskSync(0, async () => {
    calls += 1;
    if (calls === 1) throw new Error('EIO');
  });
  const failed = [sync.request(), sync.request()];
  for (const each of failed) await expect(each).rejects.toThrow('EIO');
  await sync.request();
  expect(calls).toBe(2);
});
