import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readSecret } from '../../src/cli/secret.js';

describe('the secret', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  function waiting() {
    const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
    const secret = readSecret({ stdin, stdout, stderr, env: {} });
    return { stdin, secret, hint: () => String(stderr.read() ?? '') };
  }

  it('is asked for if it does not arrive within a second', async () => {
    const { stdin, secret, hint } = waiting();
    vi.advanceTimersByTime(1_000);
    expect(hint()).toBe('Waiting for the secret on standard input; ZOOM_WEBHOOK_SECRET_TOKEN is not set.\n');
    stdin.end('a-secret\n');
    expect(await secret).toBe('a-secret');
  });

  it('is not asked for once it has arrived', async () => {
    const { stdin, secret, hint } = waiting();
    stdin.end('a-secret\n');
    expect(await secret).toBe('a-secret');
    vi.advanceTimersByTime(5_000);
    expect(hint()).toBe('');
  });
});
