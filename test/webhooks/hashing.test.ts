import { createHash, createHmac } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { equalDigests, fromBinary, toHex } from '../../src/webhooks/bytes.js';

const BYTES = new TextEncoder().encode('for nothing?');
const SHA256 = createHash('sha256').update(BYTES).digest('hex');
const HMAC = createHmac('sha256', 'Jefe').update('what do ya want ').update(BYTES).digest('hex');

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** The module as it is where `process` is what is given. */
async function loadWith(process: object | undefined) {
  vi.resetModules();
  vi.stubGlobal('process', process);
  return import('../../src/webhooks/hashing.js');
}

/** A `process` whose `node:crypto` is what is given. */
const processOf = (crypto: object | undefined) => ({
  getBuiltinModule: (id: string) => (id === 'node:crypto' ? crypto : undefined),
});

describe('hashing', () => {
  const { createSecretKey } = process.getBuiltinModule('node:crypto');
  it.each([
    ['Node', process],
    ['a runtime without process', undefined],
    ['a process without getBuiltinModule', {}],
    ['a process without node:crypto', processOf(undefined)],
    ['a node:crypto without hash()', processOf({ createHash, createHmac, createSecretKey })],
  ])('gives the same digests on %s', async (_, runtime) => {
    const { sha256Hex, hmacHex } = await loadWith(runtime);
    expect(await sha256Hex(BYTES)).toBe(SHA256);
    for (let time = 0; time < 2; time++) expect(await hmacHex('Jefe', 'what do ya want ', BYTES)).toBe(HMAC);
  });

  it.each([
    ['Node', process],
    ['WebCrypto', undefined],
  ])('on %s distinguishes secrets that differ only in their first or last characters', async (_, runtime) => {
    const { hmacHex } = await loadWith(runtime);
    for (const secret of ['Jefe', 'jefe', 'Jeff', 'Jefe2'])
      expect(await hmacHex(secret, '', BYTES)).toBe(createHmac('sha256', secret).update(BYTES).digest('hex'));
  });

  it('takes bytes of shared memory, by WebCrypto too', async () => {
    const { sha256Hex, hmacHex } = await loadWith(undefined);
    const shared = new Uint8Array(new SharedArrayBuffer(BYTES.length));
    shared.set(BYTES);
    expect([await sha256Hex(shared), await hmacHex('Jefe', 'what do ya want ', shared)]).toEqual([
      SHA256,
      HMAC,
    ]);
  });

  it('makes the key of a secret once, by Node', async () => {
    const made = vi.fn(createSecretKey);
    const { hmacHex } = await loadWith(processOf({ createHash, createHmac, createSecretKey: made }));
    for (const secret of ['one', 'two', 'one', 'one']) await hmacHex(secret, '', BYTES);
    expect(made).toHaveBeenCalledTimes(2);
  });

  it('makes the key of a secret once, by WebCrypto, for signing alone, and so that nobody can export it', async () => {
    const { hmacHex } = await loadWith(undefined);
    const imported = vi.spyOn(crypto.subtle, 'importKey');
    for (const secret of ['one', 'two', 'one', 'one']) await hmacHex(secret, '', BYTES);
    expect(imported.mock.calls.map((call) => call.slice(3))).toEqual(Array(2).fill([false, ['sign']]));
    imported.mockRestore();
  });
});

describe('bytes', () => {
  it('come from a binary string, one for each character', () => {
    expect(fromBinary('')).toEqual(new Uint8Array());
    expect(fromBinary('\0A\xff')).toEqual(new Uint8Array([0, 65, 255]));
  });

  it('are two hexadecimal digits each', () => {
    expect(toHex(new Uint8Array([0, 1, 15, 16, 255]).buffer)).toBe('00010f10ff');
  });
});

describe('equalDigests', () => {
  it('compares every digit, the first and the last too', () => {
    expect(equalDigests(SHA256, SHA256)).toBe(true);
    for (let place = 0; place < SHA256.length; place++) {
      const changed = SHA256[place] === '0' ? '1' : '0';
      const other = SHA256.slice(0, place) + changed + SHA256.slice(place + 1);
      expect(equalDigests(SHA256, other)).toBe(false);
    }
  });
});
