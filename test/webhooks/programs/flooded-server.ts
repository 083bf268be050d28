/**
 * A server to be flooded, which measures its own memory. Run with --expose-gc. It sends its port; on `begin` it starts to
 * measure; on `{ connections, ms }` it floods its own receiver through `fetch`, with endless streams
 * of one-byte pieces; on `end` it sends what it has measured.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createReceiver, toNodeHandler } from 'zoom-qss/webhooks';

const receiver = createReceiver({ secrets: process.env.SECRET, onEvent: () => {} });
const server = createServer(toNodeHandler(receiver));
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));

/** Seldom, so that in between there is as much garbage as there would be. */
const SAMPLE_MS = 250;
let idle = 0;
let peak = 0;
let sampling: NodeJS.Timeout | undefined;
const answers: Record<string, number> = {};

/** On the heap and off it, without garbage. */
function usedBytes(): number {
  // The first collection frees buffers behind the scenes; the second waits for that.
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function begin(): void {
  idle = usedBytes();
  sampling = setInterval(() => {
    peak = Math.max(peak, usedBytes());
  }, SAMPLE_MS);
}

async function sendEndlessBodies(until: number): Promise<void> {
  while (Date.now() < until) {
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(1)),
    });
    // Node wants to be told that the answer may come before the request's end.
    const init = { method: 'POST', body, duplex: 'half' } as RequestInit;
    const { status } = await receiver.fetch(new Request('http://localhost/', init));
    answers[status] = (answers[status] ?? 0) + 1;
  }
}

process.on('message', (message: 'begin' | 'end' | { readonly connections: number; readonly ms: number }) => {
  if (message === 'begin') {
    begin();
    process.send?.('begun');
  } else if (message === 'end') {
    clearInterval(sampling);
    // The peak of the whole process, in kilobytes.
    const { maxRSS } = process.resourceUsage();
    process.send?.({ beyondIdle: peak - idle, rss: maxRSS * 1024, answers });
  } else {
    const until = Date.now() + message.ms;
    for (let i = 0; i < message.connections; i++) void sendEndlessBodies(until);
  }
});
