import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createCoalescingLog } from '../../../../src/cli/commands/listen/coalescing-log.js';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 5, 9) });
});
afterEach(() => {
  vi.useRealTimers();
});

it('tells each thing at once, and then how often it came', () => {
  const stream = new PassThrough({ encoding: 'utf8' });
  const log = createCoalescingLog(stream, 10_000);
  const told = () => stream.read();
  log.note('received a');
  expect(told()).toBe('09:00:00 received a\n');
  for (let index = 0; index < 1_500; index += 1) log.note('received a');
  log.note('refused b');
  expect(told()).toBe('09:00:00 refused b\n');
  vi.advanceTimersByTime(10_000);
  expect(told()).toBe('09:00:10 received a, 1,500 more\n');
  log.note('received a');
  log.note('refused b');
  expect(told()).toBe('09:00:10 refused b\n');
  log.end();
  expect(told()).toBe('09:00:10 received a, 1 more\n');
  vi.advanceTimersByTime(60_000);
  expect(told()).toBe(null);
});
