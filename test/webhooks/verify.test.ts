import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isZoomQssError } from 'zoom-qss';
import type { HeadersLike, Secrets } from 'zoom-qss/webhooks';
import { hmacHex, NOW_MS, now, SECRET, signedHeaders } from './zoom.js';

const BODY = '{"event":"meeting.participant_qos","event_ts":1700000000000,"payload":{"n":1.0}}';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** The module as it is on a runtime with Node's cryptography, or with WebCrypto alone. */
async function load(hashing: string): Promise<typeof import('zoom-qss/webhooks')> {
  vi.resetModules();
  if (hashing === 'WebCrypto') {
    const bare = Object.create(process, { getBuiltinModule: { value: undefined } });
    vi.stubGlobal('process', bare);
  }
  return import('zoom-qss/webhooks');
}

describe.each(['node:crypto', 'WebCrypto'])('verify by %s', (hashing) => {
  async function codeOf(options: {
    body?: unknown;
    headers?: HeadersLike;
    secrets?: Secrets;
    toleranceSeconds?: number;
    now?: () => number;
  }): Promise<string> {
    const { verify } = await load(hashing);
    const body = 'body' in options ? options.body : BODY;
    try {
      await verify({ headers: signedHeaders(BODY), secrets: SECRET, now, ...options, body: body as string });
      return 'verified';
    } catch (error) {
      if (!isZoomQssError(error)) throw error;
      return error.code;
    }
  }

  it('returns the bytes of what Zoom signed, given as text or bytes', async () => {
    const { verify } = await load(hashing);
    const bytes = new TextEncoder().encode(BODY);
    const headers = signedHeaders(BODY);
    expect(await verify({ body: BODY, headers, secrets: SECRET, now })).toEqual(bytes);
    expect(await verify({ body: bytes, headers, secrets: SECRET, now })).toEqual(bytes);
    expect(
      Buffer.from(await verify({ body: Buffer.from(BODY), headers, secrets: SECRET, now })).toString(),
    ).toBe(BODY);
  });

  it('takes an ArrayBuffer and any view of one', async () => {
    const { verify } = await load(hashing);
    const bytes = new TextEncoder().encode(BODY);
    const padded = new Uint8Array([0, ...bytes, 0]);
    const headers = signedHeaders(BODY);
    for (const body of [bytes.buffer, new DataView(padded.buffer, 1, bytes.length)])
      expect(await verify({ body: body as ArrayBuffer, headers, secrets: SECRET, now })).toEqual(bytes);
  });

  it.each([
    ['x-zm-signature', 5, 'signature_malformed'],
    ['x-zm-signature', { toString: null }, 'signature_malformed'],
    ['x-zm-signature', [Symbol('s')], 'signature_malformed'],
    ['x-zm-request-timestamp', 1_700_000_000, 'timestamp_malformed'],
    ['x-zm-request-timestamp', true, 'timestamp_malformed'],
  ])('refuses the header %s of %o, which is not text', async (name, value, code) => {
    const { verify } = await load(hashing);
    const headers = { ...signedHeaders(BODY), [name]: value } as Record<string, string>;
    await expect(verify({ body: BODY, headers, secrets: SECRET, now })).rejects.toMatchObject({ code });
    const get = (each: string) => headers[each] ?? null;
    await expect(verify({ body: BODY, headers: { get }, secrets: SECRET, now })).rejects.toMatchObject({
      code,
    });
  });

  it.each([5, true, {}, [SECRET, 5], () => 5])(
    'refuses the secret %o, which is not text',
    async (secrets) => {
      const { verify } = await load(hashing);
      const options = {
        body: BODY,
        headers: signedHeaders(BODY),
        secrets: secrets as unknown as string,
        now,
      };
      await expect(verify(options)).rejects.toMatchObject({ code: 'argument_invalid', argument: 'secrets' });
    },
  );

  it('agrees with an HMAC that OpenSSL made', async () => {
    // printf 'v0:1700000000:{"event":"x","n":1.0,"s":"\\u00e9é"}' | openssl dgst -sha256 -hmac openssl-secret
    const headers = { 'x-zm-request-timestamp': '1700000000', 'x-zm-signature': `v0=${OPENSSL_DIGEST}` };
    const body = '{"event":"x","n":1.0,"s":"\\u00e9é"}';
    expect(await codeOf({ body, headers, secrets: 'openssl-secret' })).toBe('verified');
  });

  it.each([
    ['no signature', { 'x-zm-signature': undefined }, 'signature_missing'],
    ['a blank signature', { 'x-zm-signature': '' }, 'signature_missing'],
    ['no time', { 'x-zm-request-timestamp': undefined }, 'timestamp_missing'],
    ['another version', { 'x-zm-signature': `v1=${'a'.repeat(64)}` }, 'signature_malformed'],
    ['upper case', { 'x-zm-signature': `v0=${'A'.repeat(64)}` }, 'signature_malformed'],
    ['63 digits', { 'x-zm-signature': `v0=${'a'.repeat(63)}` }, 'signature_malformed'],
    ['a line break', { 'x-zm-signature': `v0=${'a'.repeat(64)}\n` }, 'signature_malformed'],
    ['another digest', { 'x-zm-signature': `v0=${'a'.repeat(64)}` }, 'signature_mismatch'],
    ['milliseconds', { 'x-zm-request-timestamp': String(NOW_MS) }, 'timestamp_malformed'],
    ['a negative time', { 'x-zm-request-timestamp': '-170000000' }, 'timestamp_malformed'],
    ['another time', { 'x-zm-request-timestamp': '1700000001' }, 'signature_mismatch'],
  ])('refuses %s', async (_, change, code) => {
    expect(await codeOf({ headers: { ...signedHeaders(BODY), ...change } })).toBe(code);
  });

  it('says which form a malformed signature lacks', async () => {
    const { verify } = await load(hashing);
    const headers = { ...signedHeaders(BODY), 'x-zm-signature': 'abc' };
    await expect(verify({ body: BODY, headers, secrets: SECRET })).rejects.toMatchObject({
      message: 'Malformed signature: expected v0= and 64 hexadecimal digits in lower case.',
    });
  });

  it('refuses a repeated signature, however the repetition is written', async () => {
    const headers = signedHeaders(BODY);
    const signature = headers['x-zm-signature'] ?? '';
    const repeated: HeadersLike[] = [
      { ...headers, 'x-zm-signature': [signature, signature] },
      { ...headers, 'x-zm-signature': `${signature}, ${signature}` },
      { ...headers, 'X-Zm-Signature': signature },
      { ...headers, 'x-zm-signature': signature.slice(0, 9), 'X-Zm-Signature': signature.slice(9) },
      new Headers([...Object.entries(headers), ['x-zm-signature', signature]]),
    ];
    for (const each of repeated) expect(await codeOf({ headers: each })).toBe('signature_malformed');
  });

  it('finds the headers in a Headers object, in lists of one, and in any case', async () => {
    const headers = signedHeaders(BODY);
    const entries = Object.entries(headers);
    expect(await codeOf({ headers: new Headers(headers) })).toBe('verified');
    expect(await codeOf({ headers: Object.fromEntries(entries.map(([k, v]) => [k, [v]])) })).toBe('verified');
    expect(await codeOf({ headers: Object.fromEntries(entries.map(([k, v]) => [k.toUpperCase(), v])) })).toBe(
      'verified',
    );
  });

  it('refuses a body altered after signing, by a single bit or by re-serialisation', async () => {
    expect(await codeOf({ body: BODY.replace('1.0', '1') })).toBe('signature_mismatch');
    const bytes = Buffer.from(BODY);
    bytes[10] = Number(bytes[10]) ^ 1;
    expect(await codeOf({ body: bytes })).toBe('signature_mismatch');
  });

  it('tells an empty body and a parsed body from a wrong one', async () => {
    expect(await codeOf({ body: '' })).toBe('body_empty');
    expect(await codeOf({ body: new Uint8Array() })).toBe('body_empty');
    for (const body of [JSON.parse(BODY), [], 7, true, undefined, null])
      expect(await codeOf({ body })).toBe('body_not_raw');
  });

  it('accepts any secret of a rotation, and skips those that are not set', async () => {
    expect(await codeOf({ secrets: [undefined, '', 'old', SECRET] })).toBe('verified');
    expect(await codeOf({ secrets: async () => [undefined, SECRET] })).toBe('verified');
    expect(await codeOf({ secrets: ['old', 'older'] })).toBe('signature_mismatch');
    for (const secrets of [undefined, '', ' ', [], [undefined, ''], () => undefined])
      expect(await codeOf({ secrets })).toBe('secret_missing');
  });

  it('lets through what the secrets function throws', async () => {
    const failure = new Error('vault sealed');
    await expect(codeOf({ secrets: () => Promise.reject(failure) })).rejects.toBe(failure);
  });

  it('takes a secret without the white space around it, such as the line end of a file', async () => {
    for (const secrets of [`${SECRET}\n`, [undefined, `\t ${SECRET}\r\n`], async () => `${SECRET}\n`])
      expect(await codeOf({ secrets })).toBe('verified');
    const { sign, answerChallenge } = await load(hashing);
    const secret = ` ${SECRET}\n`;
    expect(await sign({ body: BODY, secret, timestamp: NOW_MS / 1000 })).toMatchObject({
      'x-zm-signature': signedHeaders(BODY)['x-zm-signature'],
    });
    expect(await answerChallenge({ plainToken: 'token', secret })).toMatchObject({
      encryptedToken: hmacHex(SECRET, 'token'),
    });
  });

  it('takes headers that are not there for empty ones', async () => {
    for (const headers of [undefined, null])
      expect(await codeOf({ headers: headers as never })).toBe('signature_missing');
  });

  it('accepts a time up to the tolerance, both ways, and nothing beyond', async () => {
    const at = (seconds: number) => ({ now: () => NOW_MS + seconds * 1000 });
    expect(await codeOf(at(300))).toBe('verified');
    expect(await codeOf(at(301))).toBe('timestamp_stale');
    expect(await codeOf(at(-300))).toBe('verified');
    expect(await codeOf(at(-301))).toBe('timestamp_future');
    expect(await codeOf({ ...at(60), toleranceSeconds: 59 })).toBe('timestamp_stale');
  });

  it('looks at the signature before the time', async () => {
    expect(await codeOf({ now: () => 0, secrets: 'other' })).toBe('signature_mismatch');
  });

  it('refuses everything when the tolerance or the clock is not a number', async () => {
    expect(await codeOf({ toleranceSeconds: Number.NaN })).toBe('timestamp_stale');
    expect(await codeOf({ now: () => Number.NaN })).toBe('timestamp_stale');
  });

  it('answers hostile headers and bodies with documented codes only', async () => {
    const { verify } = await load(hashing);
    const codes = new Set<string>();
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constant(`v0=${'0'.repeat(64)}`),
      fc.stringMatching(/^v0=[0-9a-f]{62,66}$/),
      fc.stringMatching(/^\d{9,11}$/),
    );
    const value = fc.option(fc.oneof(text, fc.array(text, { maxLength: 3 })), { nil: undefined });
    const name = fc.constantFrom(
      'x-zm-signature',
      'x-zm-request-timestamp',
      'X-ZM-Signature',
      '__proto__',
      'get',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.dictionary(name, value), fc.dictionary(fc.string(), value)),
        fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array()),
        fc.array(fc.option(fc.string(), { nil: undefined })),
        async (headers, body, secrets) => {
          try {
            await verify({ headers, body, secrets, now });
          } catch (error) {
            if (!isZoomQssError(error)) throw error;
            codes.add(error.code);
          }
        },
      ),
      { numRuns: 3_000 },
    );
    for (const code of codes) expect(CODES).toContain(code);
    expect(codes.size).toBeGreaterThan(4);
  });

  it('accepts exactly the body signed, whatever its bytes', async () => {
    const { verify } = await load(hashing);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1 }), fc.string({ minLength: 1 }), async (body, secret) => {
        fc.pre(secret.trim() !== '');
        const headers = signedHeaders(body, { secret: secret.trim() });
        expect(await verify({ body, headers, secrets: secret, now })).toEqual(body);
      }),
      { numRuns: 500 },
    );
  });

  it('lets no error carry the secret, a header or the body', async () => {
    const { verify } = await load(hashing);
    const secrets = 'very-secret-value';
    const headers: Record<string, string> = {
      ...signedHeaders('other'),
      'x-zm-request-id': 'private-request-id',
    };
    for (const change of [
      {},
      { 'x-zm-signature': 'v0=marker-marker' },
      { 'x-zm-request-timestamp': 'marker' },
    ]) {
      const error = await verify({
        body: '{"email":"someone@example.com"}',
        headers: { ...headers, ...change },
        secrets,
        now,
      }).catch((reason: unknown) => reason);
      const shown = inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error) + String(error);
      for (const private_ of [
        'very-secret',
        'private-request',
        'marker',
        'someone@',
        headers['x-zm-signature'],
      ])
        expect(shown).not.toContain(private_);
    }
  });
});

describe.each(['node:crypto', 'WebCrypto'])('sign and answerChallenge by %s', (hashing) => {
  it('hashes at once in Node alone, which shows that the other path is another', async () => {
    await load(hashing);
    const { hmacHex: hmac } = await import('../../src/webhooks/hashing.js');
    expect(hmac('secret', 'text', new Uint8Array()) instanceof Promise).toBe(hashing === 'WebCrypto');
  });

  it('makes the headers that Zoom would send', async () => {
    const { sign } = await load(hashing);
    const { 'x-zm-signature': signature, 'x-zm-request-timestamp': timestamp } = signedHeaders(BODY);
    expect(await sign({ body: BODY, secret: SECRET, timestamp: NOW_MS / 1000 })).toEqual({
      'x-zm-signature': signature,
      'x-zm-request-timestamp': timestamp,
    });
  });

  it('signs for now by default', async () => {
    const { sign, verify } = await load(hashing);
    const headers = await sign({ body: BODY, secret: SECRET });
    expect(await verify({ body: BODY, headers: { ...headers }, secrets: SECRET })).toHaveLength(BODY.length);
  });

  it('refuses to sign a time in milliseconds, no body, or with no secret', async () => {
    const { sign } = await load(hashing);
    await expect(sign({ body: BODY, secret: SECRET, timestamp: NOW_MS })).rejects.toMatchObject({
      code: 'timestamp_malformed',
      message: 'Malformed timestamp: expected ten digits, the seconds since 1970, not milliseconds.',
    });
    await expect(sign({ body: '', secret: SECRET })).rejects.toMatchObject({ code: 'body_empty' });
    await expect(sign({ body: BODY, secret: undefined })).rejects.toMatchObject({ code: 'secret_missing' });
  });

  it('takes HMAC-SHA256 as RFC 4231 publishes it', async () => {
    const { answerChallenge } = await load(hashing);
    // The other test cases of the RFC have spaces or bytes that are no text.
    const { hmacHex: hmac } = await import('../../src/webhooks/hashing.js');
    const digest = await hmac('Jefe', 'what do ya want ', new TextEncoder().encode('for nothing?'));
    expect(digest).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
    expect((await answerChallenge({ plainToken: 'abc', secret: 'Jefe' })).encryptedToken).toBe(
      hmacHex('Jefe', 'abc'),
    );
  });

  it('hashes as FIPS 180 publishes it', async () => {
    await load(hashing);
    const { sha256Hex } = await import('../../src/webhooks/hashing.js');
    expect(await sha256Hex(new TextEncoder().encode('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it('signs no token that could be the text of an event', async () => {
    const { answerChallenge } = await load(hashing);
    const tokens = [
      '',
      'v0:1700000000:{}',
      'a b',
      'a\n',
      'é',
      'a'.repeat(129),
      '{"a":1}',
      7,
      null,
      undefined,
    ];
    for (const token of tokens)
      await expect(answerChallenge({ plainToken: token as string, secret: SECRET })).rejects.toMatchObject({
        code: 'challenge_malformed',
      });
    await expect(answerChallenge({ plainToken: 'abc', secret: '' })).rejects.toMatchObject({
      code: 'secret_missing',
    });
    expect(await answerChallenge({ plainToken: 'a'.repeat(128), secret: SECRET })).toHaveProperty(
      'plainToken',
      'a'.repeat(128),
    );
  });
});

const OPENSSL_DIGEST = 'e4f9c42e4604274879e923d8e19a40776a25c4dc076aac4904e43e7088616479';

const CODES = [
  'secret_missing',
  'signature_missing',
  'signature_malformed',
  'signature_mismatch',
  'timestamp_missing',
  'timestamp_malformed',
  'timestamp_stale',
  'timestamp_future',
  'body_empty',
  'body_not_raw',
];
