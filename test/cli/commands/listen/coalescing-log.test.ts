import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createCoalescingLog } from '../../../../src/cli/commands/listen/coalescing-log.js';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 5, 9) });
});
afterEach(() => {
  vi.useRealTimers();
});

it('writes a new line at once, and repeats as one count an interval', () => {
  const stream = new PassThrough({ encoding: 'utf8' });
  const log = createCoalescingLog(stream, 10_000);
  const written = () => stream.read();
  log.write('received a');
  expect(written()).toBe('2026-01-05T09:00:00Z received a\n');
  for (let index = 0; index < 1_500; index += 1) log.write('received a');
  log.write('refused b');
  expect(written()).toBe('2026-01-05T09:00:00Z refused b\n');
  vi.advanceTimersByTime(10_000);
  expect(written()).toBe('2026-01-05T09:00:10Z received a, 1,500 more\n');
  log.write('received a');
  log.write('refused b');
  expect(written()).toBe('2026-01-05T09:00:10Z refused b\n');
  log.end();
  expect(written()).toBe('2026-01-05T09:00:10Z received a, 1 more\n');
  vi.advanceTimersByTime(60_000);
  expect(written()).toBe(null);
});
