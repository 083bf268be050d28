import { describe, expect, it } from 'vitest';
import { createQssClient, type Fetch } from 'zoom-qss/rest';
import { createRateLimiter } from '../../src/rest/rate-limiter.js';

/** A clock that only a wait moves, and the times at which requests began. */
function pacedClient(requestsPerSecond: number) {
  let nowMs = 1_000_000;
  const beganMs: number[] = [];
  const pending: { atMs: number; go: () => void }[] = [];
  const fetch: Fetch = async () => {
    beganMs.push(nowMs - 1_000_000);
    return Response.json({ participants: [] });
  };
  let waits = 0;
  const sleep = (ms: number) =>
    new Promise<void>((go) => {
      waits++;
      pending.push({ atMs: nowMs + ms, go });
    });
  const client = createQssClient({ token: 'token-1', fetch, sleep, now: () => nowMs, requestsPerSecond });
  /** Lets time pass until nobody waits. */
  const run = async () => {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      pending.sort((a, b) => a.atMs - b.atMs);
      const next = pending.shift();
      if (!next) return;
      nowMs = Math.max(nowMs, next.atMs);
      next.go();
    }
  };
  return {
    client,
    beganMs,
    run,
    waits: () => waits,
    setBack: (ms: number) => (nowMs -= ms),
    pass: (ms: number) => (nowMs += ms),
  };
}

describe('requestsPerSecond', () => {
  it('spaces concurrent requests', async () => {
    const { client, beganMs, run } = pacedClient(4);
    const lists = Array.from({ length: 5 }, () => client.meetingParticipants('1').all());
    await run();
    await Promise.all(lists);
    expect(beganMs).toEqual([0, 250, 500, 750, 1000]);
  });

  it('does not delay a request after the interval', async () => {
    const { client, beganMs, run, pass } = pacedClient(1);
    await client.meetingParticipants('1').all();
    pass(5000);
    const second = client.meetingParticipants('1').all();
    await run();
    await second;
    expect(beganMs).toEqual([0, 5000]);
  });

  it('waits no longer than its interval if the clock is set back', async () => {
    const { client, beganMs, run, setBack } = pacedClient(2);
    await client.meetingParticipants('1').all();
    setBack(3_600_000);
    const second = client.meetingParticipants('1').all();
    await run();
    await second;
    expect(beganMs).toEqual([0, -3_599_500]);
  });

  it('gives the turns of callers that gave up to the next in the queue', async () => {
    const { client, beganMs, run, waits } = pacedClient(1);
    const controller = new AbortController();
    const gone = [1, 2, 3].map(() => client.meetingParticipants('1', { signal: controller.signal }).all());
    const stay = client.meetingParticipants('2').all();
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    await Promise.allSettled(gone);
    const late = client.meetingParticipants('3').all();
    await run();
    await Promise.all([stay, late]);
    expect(beganMs).toEqual([0, 1000, 2000]);
    // One of the three went at once, one was next, and the third never waited.
    expect(waits()).toBe(3);
  });

  it('gives on the turn of a caller that gives up while it is next', async () => {
    const { client, beganMs, run, pass } = pacedClient(1);
    const controller = new AbortController();
    await client.meetingParticipants('1').all();
    const gone = client.meetingParticipants('2', { signal: controller.signal }).all();
    const stay = client.meetingParticipants('3').all();
    await new Promise((resolve) => setImmediate(resolve));
    pass(400);
    controller.abort();
    await Promise.allSettled([gone]);
    await run();
    await stay;
    expect(beganMs).toEqual([0, 1000]);
  });

  it('keeps the interval after a wait that ended late', async () => {
    const { client, beganMs, run, pass } = pacedClient(1);
    const lists = [1, 2, 3].map(() => client.meetingParticipants('1').all());
    await new Promise((resolve) => setImmediate(resolve));
    pass(5000);
    await run();
    await Promise.all(lists);
    expect(beganMs).toEqual([0, 5000, 6000]);
  });

  it('waits at most one interval more when the clock is set back within a wait', async () => {
    let nowMs = 1_000_000;
    const waits: number[] = [];
    const wait = createRateLimiter(
      5,
      () => nowMs,
      async (ms) => {
        nowMs += ms;
        if (waits.push(ms) === 2) nowMs -= 3_600_000;
      },
    );
    for (let turn = 0; turn < 5; turn += 1) await wait();
    expect(waits).toEqual([200, 200, 400, 200]);
  });

  it('lets 3,000 callers with one signal wait at 0.001 a second, without a warning', async () => {
    const warnings: string[] = [];
    const warn = ({ name }: Error) => warnings.push(name);
    process.on('warning', warn);
    let requests = 0;
    const fetch: Fetch = async () => {
      requests++;
      return Response.json({ participants: [] });
    };
    const client = createQssClient({ token: 'token-1', fetch, requestsPerSecond: 0.001 });
    const controller = new AbortController();
    const { signal } = controller;
    const lists = Array.from({ length: 3000 }, () => client.meetingParticipants('1', { signal }).all());
    const settled = Promise.allSettled(lists);
    await lists[0];
    // A timer that overflows fires after a millisecond.
    await new Promise((resolve) => setTimeout(resolve, 20));
    controller.abort();
    const outcomes = await settled;
    process.off('warning', warn);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(2999);
    expect(requests).toBe(1);
    expect(warnings).toEqual([]);
  });

  it('stops waiting when the signal aborts', async () => {
    const { client, beganMs } = pacedClient(1);
    const controller = new AbortController();
    await client.meetingParticipants('1').all();
    const second = client.meetingParticipants('1', { signal: controller.signal }).all();
    setImmediate(() => controller.abort());
    await expect(second).rejects.toMatchObject({ code: 'aborted' });
    expect(beganMs).toHaveLength(1);
  });
});
