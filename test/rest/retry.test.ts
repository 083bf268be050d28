import { afterEach, describe, expect, it } from 'vitest';
import { createQssClient, type Fetch, type QssClientSettings, ZoomApiError } from 'zoom-qss/rest';
import { clientOf, failure, json, page, playZoom, text, type Zoom } from './zoom.js';

const NOW = Date.parse('2026-05-30T23:59:30Z');
const limited = (retryAfter?: string) =>
  json({ code: 429, message: 'Too many.' }, 429, retryAfter ? { 'retry-after': retryAfter } : {});

describe('a retry', () => {
  let zoom: Zoom | undefined;
  afterEach(() => zoom?.close());

  const read = async (plays: Parameters<typeof playZoom>, options: Partial<QssClientSettings> = {}) => {
    zoom = await playZoom(...plays);
    const { client, waits } = clientOf(zoom, { now: () => NOW, ...options });
    const list = client.meetingParticipants('123').all();
    return { list, waits, seen: zoom.seen };
  };

  it.each([
    ['an ISO date', '2026-05-31T00:00:00Z'],
    ['an HTTP date', 'Sun, 31 May 2026 00:00:00 GMT'],
    ['seconds', '30'],
  ])('waits what Retry-After says as %s', async (_, retryAfter) => {
    const { list, waits } = await read([limited(retryAfter), page(1, 1)]);
    expect(await list).toHaveLength(1);
    expect(waits).toEqual([30_000]);
  });

  it.each([
    ['that has passed, as it has for a clock that is ahead', '2026-05-30T23:59:25Z'],
    ['that is now', '0'],
  ])('backs off all the same for a time %s', async (_, retryAfter) => {
    const { list, waits } = await read([limited(retryAfter)]);
    await failure(list);
    const [first = 0, second = 0] = waits;
    expect(first).toBeGreaterThanOrEqual(250);
    expect(second).toBeGreaterThanOrEqual(500);
  });

  it.each([
    ['an ISO date', '2026-05-31T00:01:00Z'],
    ['an HTTP date', 'Sun, 31 May 2026 00:01:00 GMT'],
    ['seconds', '90'],
  ])('is at once an error with retryAt beyond the cap, for %s', async (_, retryAfter) => {
    const { list, waits, seen } = await read([limited(retryAfter), page(1, 1)]);
    const error = await failure(list);
    expect(error).toBeInstanceOf(ZoomApiError);
    expect(error).toMatchObject({ code: 'rate_limited', retryAt: new Date('2026-05-31T00:01:00Z') });
    expect(waits).toEqual([]);
    expect(seen).toHaveLength(1);
  });

  it('waits longer with a higher maxRetryWaitMs', async () => {
    const { list, waits } = await read([limited('90'), page(1, 1)], { maxRetryWaitMs: 90_000 });
    await list;
    expect(waits).toEqual([90_000]);
  });

  it.each([
    ['no header', undefined],
    ['an unreadable header', 'soon'],
  ])('backs off with jitter for %s', async (_, header) => {
    const { list, waits } = await read([limited(header)]);
    expect(await failure(list)).toMatchObject({ code: 'rate_limited', retryAt: undefined });
    expect(waits).toHaveLength(2);
    const [first = 0, second = 0] = waits;
    expect(first).toBeGreaterThanOrEqual(250);
    expect(first).toBeLessThanOrEqual(500);
    expect(second).toBeGreaterThanOrEqual(500);
    expect(second).toBeLessThanOrEqual(1000);
  });

  it('backs off regardless of maxRetryWaitMs', async () => {
    const { list, waits } = await read([text('', 500), page(1, 1)], { maxRetryWaitMs: 0 });
    await list;
    expect(waits[0]).toBeGreaterThanOrEqual(250);
  });

  it.each([
    ['429', limited('1'), 'rate_limited'],
    ['an empty 500', text('', 500), 'server_error'],
    ['502 with HTML', text('<html>Bad gateway</html>', 502), 'server_error'],
    ['503', json({ code: 503, message: 'Busy.' }, 503), 'server_error'],
    ['a rate limit sent as success', json({ code: 429, message: 'Too many.' }), 'rate_limited'],
  ])('gives up after three attempts on %s', async (_, play, code) => {
    const { list, seen } = await read([play]);
    expect(await failure(list)).toMatchObject({ name: 'ZoomApiError', code });
    expect(seen).toHaveLength(3);
  });

  it('waits for the Retry-After of a 503', async () => {
    const { list, waits } = await read([text('', 503, { 'retry-after': '7' }), page(1, 1)]);
    await list;
    expect(waits).toEqual([7000]);
  });

  it.each([400, 402, 403, 404, 405, 408, 409, 410, 422])('does not follow a %d', async (status) => {
    const { list, seen } = await read([json({ code: 1, message: 'No.' }, status)]);
    await failure(list);
    expect(seen).toHaveLength(1);
  });

  it('waits with a timer of its own and clears it when the signal aborts', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const controller = new AbortController();
    let answers = 0;
    let during = 0;
    const fetch: Fetch = async () => {
      answers++;
      if (answers === 2) {
        setImmediate(() => {
          during = timers();
          controller.abort();
        });
      }
      return new Response('', { status: 503, headers: { 'retry-after': answers === 1 ? '0' : '50' } });
    };
    const client = createQssClient({ token: 'token-1', fetch });
    const list = client.meetingParticipants('123', { signal: controller.signal });
    expect(await failure(list.all())).toMatchObject({ code: 'aborted' });
    expect(answers).toBe(2);
    expect(timers()).toBe(during - 1);
  });

  it('counts three attempts per page', async () => {
    const busy = json({}, 503);
    const { list } = await read([busy, busy, page(1, 1, 'next'), busy, busy, page(2, 1)]);
    expect(await list).toHaveLength(2);
  });
});
