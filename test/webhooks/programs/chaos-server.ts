/**
 * A receiver that is made to be killed. Everything it must not forget goes into one journal, a line at a time, appended
 * before the answer. It stands by until it is told a port, so that a successor takes over at once.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createReceiver, type DedupeStore, toNodeHandler } from 'zoom-qss/webhooks';

const journal = String(process.env.JOURNAL);
const minuteMs = Number(process.env.MINUTE_MS);

const record = (what: string, key: string, detail = 0) =>
  appendFileSync(journal, `${what} ${key} ${process.pid} ${detail}\n`);

/** Leases are scaled as the sender's retries are. */
function openStore(): DedupeStore {
  const leasedUntil = new Map<string, number>();
  const done = new Set<string>();
  for (const line of readFileSync(journal, 'utf8').split('\n')) {
    const [what, key = '', , detail] = line.split(' ');
    if (what === 'claim') leasedUntil.set(key, Number(detail));
    if (what === 'release') leasedUntil.delete(key);
    if (what === 'done') done.add(key);
  }
  return {
    async claim(key, { leaseMs }) {
      if (done.has(key)) return 'done';
      if ((leasedUntil.get(key) ?? 0) > Date.now()) return 'busy';
      const until = Date.now() + (leaseMs / 60_000) * minuteMs;
      leasedUntil.set(key, until);
      record('claim', key, until);
      return 'new';
    },
    async complete(key) {
      record('done', key);
      done.add(key);
    },
    async release(key) {
      record('release', key);
      leasedUntil.delete(key);
    },
  };
}

function listen(port: number): void {
  const receiver = createReceiver({
    secrets: process.env.SECRET,
    dedupe: openStore(),
    onEvent: async ({ event_ts }, { bodyHash }) => {
      record('start', bodyHash, event_ts);
      await new Promise((resolve) => setTimeout(resolve, 1 + Math.random() * 15));
      record('sink', bodyHash, event_ts);
    },
  });
  const server = createServer(toNodeHandler(receiver));
  server.listen(port, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
}

process.on('message', (port) => listen(Number(port)));
process.send?.('ready');
