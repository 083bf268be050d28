import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readCleanSecret, readCleanSecrets, readSecret } from '../../src/cli/secret.js';

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

  it('is one of several, one a line, which may come in pieces', async () => {
    const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
    const secrets = readCleanSecrets({ stdin, stdout, stderr, env: {} });
    for (const piece of ['new\n', '\nol', 'd\r\n']) stdin.write(piece);
    stdin.end();
    expect(await secrets).toEqual(['new', 'old']);
    const env = { ZOOM_WEBHOOK_SECRET_TOKEN: 'new\nold\n' };
    const io = { stdin: new PassThrough(), stdout, stderr, env };
    expect(await readCleanSecrets(io)).toEqual(['new', 'old']);
    expect(await readCleanSecret(io)).toBe('new');
    await expect(
      readCleanSecrets({ ...io, env: { ZOOM_WEBHOOK_SECRET_TOKEN: 'new\nold ' } }),
    ).rejects.toThrow('white space around it');
  });

  it('is not asked for once it has arrived', async () => {
    const { stdin, secret, hint } = waiting();
    stdin.end('a-secret\n');
    expect(await secret).toBe('a-secret');
    vi.advanceTimersByTime(5_000);
    expect(hint()).toBe('');
  });
});
