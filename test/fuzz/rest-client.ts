import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createQssClient, type FetchResponse } from 'zoom-qss/rest';
import type { Raw } from '../events/documented.js';
import { APP, documentedPages } from '../rest/zoom.js';
import { mutated } from './bodies.js';
import { checkError, checkHides } from './checks.js';
import { target } from './target.js';
import { pick, type Random, variantsOf } from './variants.js';

const ID = 'the-id-of-a-meeting';
const TOKEN = 'the-token-of-the-client';
const SECRETS = [TOKEN, APP.clientSecret, ID];
const CODES = [
  ...['unauthorized', 'scope_missing', 'subscription_missing', 'not_available', 'too_old', 'rate_limited'],
  ...['page_expired', 'bad_request', 'server_error'],
  ...['timeout', 'network', 'response_malformed', 'page_loop', 'redirected', 'aborted'],
  ...['argument_invalid'],
];

/** What a server does with one request. */
interface Play {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
  /** Breaks the connection: before an answer, or within its body. */
  readonly breaks: 'never' | 'before' | 'within';
  /** Whether it is answered as `fetch` does, by a stream: slower than a text. */
  readonly isStream: boolean;
}

const pages = Object.values(documentedPages()) as Raw[];
/** In place of the credentials of a request, which a server may repeat anywhere. */
const ECHO = 'CREDENTIALS-OF-THE-REQUEST';
const echo = JSON.stringify({
  code: 4711,
  message: `Refused: ${ECHO}`,
  errors: [{ field: ECHO, message: ECHO }],
});
const grant = JSON.stringify({ access_token: TOKEN, token_type: 'bearer', expires_in: 3_600 });

const STATUSES = [201, 300, 302, 400, 401, 403, 404, 429, 500, 503, 599];
const HEADERS = ['retry-after', 'x-ratelimit-type', 'x-zm-trackingid', 'content-type', 'location'];
const TEXTS = ['0', '1', '-1', '1e9', '99999999999', 'Wed, 21 Oct 2099 07:28:00 GMT', 'soon', ECHO];

/** The bodies of answers: mostly pages. */
const body = fc.oneof(
  { weight: 5, arbitrary: mutated(pages) },
  { weight: 1, arbitrary: fc.constantFrom(echo, grant, '', '{', '[]', 'null', '<html>', '{"users":[') },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  {
    weight: 1,
    arbitrary: fc
      .record({ code: fc.constantFrom(124, 200, 300, 429, 1001, 3001, 4711, 4711.5), message: fc.string() })
      .map((refusal) => JSON.stringify(refusal)),
  },
);

function playOf(bodies: readonly ((random: Random) => string)[], random: Random): Play {
  const headers: [string, string][] = [];
  while (random() < 0.3) headers.push([pick(HEADERS, random), pick(TEXTS, random)]);
  return {
    status: random() < 0.7 ? 200 : pick(STATUSES, random),
    headers: Object.fromEntries(headers),
    body: pick(bodies, random)(random),
    breaks: random() < 0.9 ? 'never' : pick(['before', 'within'] as const, random),
    isStream: random() < 0.1,
  };
}

function answerOf({ status, breaks, isStream, ...play }: Play, authorization: string): FetchResponse {
  const [scheme, value = ''] = authorization.split(' ');
  const plain = scheme === 'Basic' ? Buffer.from(value, 'base64').toString() : value;
  const credentials = `${authorization} ${plain}`;
  if (breaks === 'before') throw new TypeError('fetch failed', { cause: new Error(credentials) });
  const body = play.body.replaceAll(ECHO, credentials);
  const headers = new Map(
    Object.entries(play.headers).map(([name, text]) => [name, text.replaceAll(ECHO, credentials)]),
  );
  if (!isStream)
    return {
      status,
      headers: { get: (name) => headers.get(name) ?? null },
      text: async () => {
        if (breaks === 'within') throw new TypeError('terminated', { cause: new Error(credentials) });
        return body;
      },
    };
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      if (body !== '') controller.enqueue(new TextEncoder().encode(body));
      if (breaks === 'within') controller.error(new TypeError('terminated'));
      else controller.close();
    },
  });
  return new Response(stream, { status, headers: [...headers] });
}

/** Each list ends, in items or a documented error that shows no credentials, after a bounded number of requests. */
export const readsRestLists = target(
  fc.array(body, { minLength: 1, maxLength: 4 }),
  (bodies) => {
    const variants = bodies.map(variantsOf);
    return (random) => ({
      script: Array.from({ length: Math.floor(random() * 5) }, () => playOf(variants, random)),
      grants: random() < 0.5 ? [] : [playOf([() => grant, variantsOf(grant), ...variants], random)],
      hasToken: random() < 0.5,
      list: pick(['meetingParticipants', 'webinarParticipants', 'sessionUsers'] as const, random),
    });
  },
  async ({ script, grants, hasToken, list }) => {
    let requests = 0;
    const [answers, tokens] = [script.values(), grants.values()];
    const last: Play = {
      status: 200,
      headers: {},
      body: '{"participants":[],"users":[]}',
      breaks: 'never',
      isStream: false,
    };
    const client = createQssClient({
      ...(hasToken ? { token: TOKEN } : { ...APP, tokenUrl: 'https://loopback/oauth/token' }),
      baseUrl: 'https://loopback/v2',
      sleep: async () => {},
      fetch: async (url, { headers: { authorization = '' } }) => {
        requests += 1;
        if (url.includes('/oauth/'))
          return answerOf(tokens.next().value ?? { ...last, body: grant }, authorization);
        return answerOf(answers.next().value ?? last, authorization);
      },
    });
    try {
      const items = await client[list](ID).all();
      assert.ok(Array.isArray(items));
    } catch (error) {
      checkError(error, CODES, SECRETS);
      checkHides(error, ['loopback']);
    }
    assert.ok(requests < 60, `${requests} requests`);
  },
);
