/**
 * Receives a signed event and sends back how long `verify` takes for it, as a multiple of the least work possible: read two
 * headers, compute an HMAC, compare digests.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { verify } from '../src/webhooks/index.js';
import { median } from './harness.js';

const CALLS_PER_ROUND = 3_000;
const [secret = ''] = process.argv.slice(2);

interface Task {
  readonly body: string;
  readonly headers: Record<string, string>;
  readonly rounds: number;
}

process.on('message', async (message) => {
  // Sent by webhooks.bench.ts.
  const task = message as Task;
  const { headers, rounds } = task;
  const body = Buffer.from(task.body);
  const peer = async () => {
    const time = headers['x-zm-request-timestamp'];
    const digest = createHmac('sha256', secret).update(`v0:${time}:`).update(body).digest();
    return timingSafeEqual(digest, Buffer.from(String(headers['x-zm-signature']).slice(3), 'hex'));
  };
  const subject = () => verify({ body, headers, secrets: secret });
  for (const job of [peer, subject, peer, subject]) await processorTime(job);
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const before = await processorTime(peer);
    const own = await processorTime(subject);
    ratios.push((2 * own) / (before + (await processorTime(peer))));
  }
  process.send?.(median(ratios));
});

/** Processor time, not elapsed time: a call is so short that other load on the machine would dominate. */
async function processorTime(job: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  for (let call = 0; call < CALLS_PER_ROUND; call++) await job();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
