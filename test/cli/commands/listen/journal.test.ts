import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createJournal } from '../../../../src/cli/commands/listen/journal.js';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 5, 9) });
});
afterEach(() => {
  vi.useRealTimers();
});

it('tells each thing at once, and then how often it came', () => {
  const stream = new PassThrough({ encoding: 'utf8' });
  const journal = createJournal(stream, 10_000);
  const told = () => stream.read();
  journal.note('received a');
  expect(told()).toBe('09:00:00 received a\n');
  for (let index = 0; index < 1_500; index += 1) journal.note('received a');
  journal.note('refused b');
  expect(told()).toBe('09:00:00 refused b\n');
  vi.advanceTimersByTime(10_000);
  expect(told()).toBe('09:00:10 received a, 1,500 more\n');
  journal.note('received a');
  journal.note('refused b');
  expect(told()).toBe('09:00:10 refused b\n');
  journal.end();
  expect(told()).toBe('09:00:10 received a, 1 more\n');
  vi.advanceTimersByTime(60_000);
  expect(told()).toBe(null);
});
