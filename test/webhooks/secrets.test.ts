import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Secrets } from 'zoom-qss/webhooks';
import { boundSecrets, requireSecret, requireSecrets } from '../../src/webhooks/secrets.js';

describe('secrets', () => {
  it('keep their index, those that are not set as blanks', () => {
    // Callers in plain JavaScript may pass null.
    const given = [undefined, null, ' ', ' one\n', 'two'] as string[];
    expect(requireSecrets(given)).toEqual(['', '', '', 'one', 'two']);
    expect(requireSecrets('one')).toEqual(['one']);
    expect(requireSecret(' one ')).toBe('one');
  });

  it.each([undefined, null, '', ' ', [], [undefined, null, '']])('are missing where %j is given', (given) => {
    expect(() => requireSecrets(given as string)).toThrow(
      expect.objectContaining({
        code: 'secret_missing',
        message: 'No secret is set: check the environment variable.',
      }),
    );
  });

  it.each([5, {}, [5], ['one', true]])('are text, and not %j', (given) => {
    expect(() => requireSecrets(given as string)).toThrow(
      expect.objectContaining({
        argument: 'secrets',
        message: 'Expected secrets to be text, a list of texts, or a function that returns these.',
      }),
    );
  });
});

describe('a secrets function', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** What a bound function returns. */
  const ask = (secrets: Secrets) => {
    const bound = boundSecrets(secrets, 100);
    return typeof bound === 'function' ? bound() : bound;
  };

  it('may be synchronous: its result is passed on at once, without a timer', () => {
    const list = ['one', undefined];
    for (const given of ['one', undefined, list]) expect(ask(() => given)).toBe(given);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('that is no function is returned unchanged', () => {
    const list = ['one'];
    for (const given of ['one', undefined, list]) expect(ask(given)).toBe(given);
  });

  it('may return a promise, which has a deadline', async () => {
    expect(await ask(async () => 'one')).toBe('one');
    // The timer goes with the next turn of the queue.
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);
    const late = Promise.resolve(ask(() => new Promise<string>(() => {})));
    const failed = expect(late).rejects.toMatchObject({
      name: 'TimeoutError',
      message: 'The secrets function takes too long.',
    });
    await vi.advanceTimersByTimeAsync(100);
    await failed;
  });
});
