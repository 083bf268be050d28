import assert from 'node:assert/strict';
import fc from 'fast-check';
import { safeParseEvent } from 'zoom-qss';
import {
  createMemoryDedupe,
  createReceiver,
  type Receiver,
  toLambdaHandler,
  verify,
  type WebhookAnswer,
} from 'zoom-qss/webhooks';
import { STATUS } from '../../src/webhooks/answers.js';
import { challengeBody, now, SECRET, signedHeaders } from '../webhooks/zoom.js';
import { bodies } from './bodies.js';
import { checkError, checkHides, MARK } from './checks.js';
import { target } from './target.js';
import { pick, type Random, variantsOf } from './variants.js';

const OTHER_SECRET = 'a secret of somebody else';
const OLD = '1600000000';

type Headers = Record<string, string | string[] | undefined>;
type BaseOf<T> = T extends fc.Arbitrary<infer Base> ? Base : never;

/** A body with the headers of Zoom, of which at most one is not as it should be. */
interface Signed {
  readonly body: Uint8Array;
  readonly headers: Headers;
  /** What verification must say; undefined where the request is genuine. */
  readonly codes: readonly string[] | undefined;
}

const SIGNATURE = 'x-zm-signature';
const TIME = 'x-zm-request-timestamp';
const MISMATCH = ['signature_mismatch'];
const header = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.string(), { maxLength: 3 }),
  fc.constant(MARK),
);

type Fault = (
  headers: Headers,
  body: Uint8Array,
  noise: string | string[],
  at: number,
) => Omit<Signed, 'body'>;

const FAULTS: Record<string, Fault> = {
  'no signature': (headers) => ({
    headers: { ...headers, [SIGNATURE]: undefined },
    codes: ['signature_missing'],
  }),
  'no time': (headers) => ({ headers: { ...headers, [TIME]: undefined }, codes: ['timestamp_missing'] }),
  'another signature': (headers, _, noise) => ({
    headers: { ...headers, [SIGNATURE]: noise },
    codes: ['signature_missing', 'signature_malformed'],
  }),
  'another time': (headers, _, noise) => ({
    headers: { ...headers, [TIME]: noise },
    codes: ['timestamp_missing', 'timestamp_malformed', ...MISMATCH],
  }),
  'one digit changed': (headers, _, __, at) => {
    const signature = String(headers[SIGNATURE]);
    const place = 3 + (at % 64);
    const digit = signature[place] === '0' ? '1' : '0';
    return {
      headers: { ...headers, [SIGNATURE]: signature.slice(0, place) + digit + signature.slice(place + 1) },
      codes: MISMATCH,
    };
  },
  'another secret': (_, body) => ({
    headers: signedHeaders(body, { secret: OTHER_SECRET }),
    codes: MISMATCH,
  }),
  'an old time': (_, body) => ({
    headers: signedHeaders(body, { timestamp: OLD }),
    codes: ['timestamp_stale'],
  }),
};

const FAULT_NAMES = Object.keys(FAULTS);

const bases = fc.record({
  body: fc.oneof({ weight: 20, arbitrary: bodies }, { weight: 1, arbitrary: fc.string().map(challengeBody) }),
  more: fc.dictionary(
    fc.oneof(fc.constantFrom('traceparent', 'x-zm-trackingid', '__proto__'), fc.string()),
    header,
    { maxKeys: 3 },
  ),
  noises: fc.array(header, { minLength: 1, maxLength: 8 }),
});

/** Signs the variants of a body, and spoils the headers of half of them. */
function signedVariants({ body: text, more, noises }: BaseOf<typeof bases>): (random: Random) => Signed {
  const variant = variantsOf(text);
  return (random) => {
    const body = new TextEncoder().encode(variant(random));
    const genuine = signedHeaders(body);
    const at = random() < 0.2 ? pick([0, 63], random) : Math.floor(random() * 64);
    const fault = random() < 0.5 ? undefined : FAULTS[pick(FAULT_NAMES, random)];
    const { headers, codes } = fault?.(genuine, body, pick(noises, random), at) ?? {
      headers: genuine,
      codes: undefined,
    };
    const others = Object.entries(more).filter(([name]) => !(name.toLowerCase() in genuine));
    return { body, headers: { ...Object.fromEntries(others), ...headers }, codes };
  };
}

/** Exactly what was signed is let through, and everything else gets a documented code. */
export const verifiesRequests = target(bases, signedVariants, async ({ body, headers, codes }) => {
  const expected = body.length === 0 ? ['body_empty', ...(codes ?? [])] : codes;
  const options = { body, headers, now };
  try {
    const verified = await verify({ ...options, secrets: ['another', SECRET] });
    assert.equal(expected, undefined, 'a request with a fault was let through');
    assert.ok(Buffer.from(body).equals(verified), 'the body that was verified differs');
  } catch (error) {
    if (expected === undefined) throw error;
    checkError(error, expected, [MARK, SECRET]);
  }
});

const handled: Uint8Array[] = [];
const told: unknown[] = [];
/** One for all cases, so that memory shows what it keeps. */
const receiver = createReceiver({
  secrets: SECRET,
  now,
  dedupe: createMemoryDedupe({ maxKeys: 1_000 }),
  onEvent: (_, { body }) => void handled.push(body),
  onUnknown: (_, { body }) => void handled.push(body),
  onRefused: (refused) => void told.push(refused),
  onError: (failure) => void told.push(failure.error),
  onAnswered: (answered) => void told.push(answered.code),
});
const onLambda = toLambdaHandler(receiver);

/** A genuine event is answered 200, anything else as documented, and a stranger's is never handled. */
export const receivesRequests = target(bases, signedVariants, async (signed) => {
  await receive(signed);
});

/** `fetch` answers as `handle` does, its body in two pieces. */
export const fetchesRequests = target(
  bases,
  (base) => {
    const variant = signedVariants(base);
    return (random) => ({ ...variant(random), cut: random(), isReal: random() < 0.1 });
  },
  async ({ cut, isReal, ...signed }) => {
    const answer = await receive(signed);
    const sent = asFetch(signed, Math.floor(cut * signed.body.length), isReal);
    if (sent === undefined) return;
    const response = await receiver.fetch(sent);
    assert.equal(response.status, answer.status);
    assert.equal(await response.text(), answer.body);
  },
);

/** Lambda answers as `handle` does, its headers as texts or as lists, its body as text or in Base64. */
export const receivesOnLambda = target(
  bases,
  (base) => {
    const variant = signedVariants(base);
    return (random) => ({ ...variant(random), isText: random() < 0.3, areLists: random() < 0.5 });
  },
  async ({ isText, areLists, ...signed }) => {
    const { body, headers } = signed;
    const answer = await receive(signed);
    const sent = Object.entries(headers).filter(([, value]) => value !== undefined);
    const lists = sent.map(([name, value = '']) => [name, [value].flat()] as const);
    const result = await onLambda({
      httpMethod: 'POST',
      path: '/',
      // Without lists, a repeated header arrives joined.
      ...(areLists
        ? { multiValueHeaders: Object.fromEntries(lists) }
        : { headers: Object.fromEntries(lists.map(([name, values]) => [name, values.join(',')])) }),
      body: Buffer.from(body).toString(isText ? 'utf8' : 'base64'),
      isBase64Encoded: !isText,
    });
    if (lists.every(([, values]) => values.length === 1))
      assert.deepEqual([result.statusCode, result.body], [answer.status, answer.body]);
  },
);

async function receive({ body, headers, codes }: Signed): Promise<WebhookAnswer> {
  handled.length = 0;
  told.length = 0;
  const answer = await receiver.handle({ method: 'POST', path: '/', headers, body });
  checkAnswer(answer, body, codes);
  for (const each of told) checkHides(each, [MARK, SECRET]);
  return answer;
}

function checkAnswer(answer: WebhookAnswer, body: Uint8Array, codes: readonly string[] | undefined): void {
  const { code, status } = answer;
  if (code === undefined) {
    assert.equal(status, 200);
    assert.equal(codes, undefined, 'a request with a fault was answered 200');
    assert.ok(!answer.body.includes(MARK) || answer.body.includes('encryptedToken'));
  } else {
    assert.equal(answer.body, JSON.stringify({ error: code }));
    assert.notEqual(code, 'internal_error');
    const documented = code === 'body_empty' ? [400, 500] : code in STATUS ? [STATUS[code], 401] : [];
    assert.ok(documented.includes(status), `${code} was answered ${status}`);
  }
  if (codes !== undefined) {
    assert.equal(handled.length, 0, 'a request with a fault was handled');
    if (body.length > 0) assert.ok(codes.includes(code ?? ''), `${code} is not one of ${codes}`);
  } else if (body.length > 0) {
    const result = safeParseEvent(body);
    if (!result.ok) assert.equal(code, result.error.code);
    else
      assert.ok([undefined, 'challenge_malformed'].includes(code), `a readable event was answered ${code}`);
  }
}

/** What `receiver.fetch` reads of a request. A real one takes longer to make than to answer, and so most are not. */
type FetchRequest = Parameters<Receiver['fetch']>[0];

/** The request as a server of the web's kind would hand it over; undefined if its headers are invalid. */
function asFetch({ headers, body }: Signed, cut: number, isReal: boolean): FetchRequest | undefined {
  const sent = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, values: [value].flat() }],
  );
  const own = new Headers();
  try {
    for (const { name, values } of sent) for (const each of values) own.append(name, each);
    // Headers lose white space at the ends of a value, and join names that differ in case.
    if (sent.some(({ name, values }) => own.get(name) !== values.join(', '))) return undefined;
  } catch {
    return undefined;
  }
  const pieces = [body.subarray(0, cut), body.subarray(cut)].filter(({ length }) => length > 0);
  if (!isReal) {
    const read = async () => ({ done: pieces.length === 0, value: pieces.shift() });
    const reader = { read, cancel: async () => {} };
    const request = { method: 'POST', url: 'http://loopback/', headers: own, bodyUsed: false };
    // Has all that is read of a request; the answers tell if it has not.
    return { ...request, body: { locked: false, getReader: () => reader } } as object as Request;
  }
  const stream = new ReadableStream({
    pull(controller) {
      const piece = pieces.shift();
      if (piece) controller.enqueue(piece);
      else controller.close();
    },
  });
  return new Request('http://loopback/', {
    method: 'POST',
    headers: own,
    body: stream,
    duplex: 'half',
  } as RequestInit);
}
