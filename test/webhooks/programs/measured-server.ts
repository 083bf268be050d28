/** A server that says how much memory is live whenever it is asked. Run with --expose-gc. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createReceiver, toNodeHandler } from 'zoom-qss/webhooks';

const server = createServer(toNodeHandler(createReceiver({ secrets: 'measured' })));
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));

let peak = 0;

function measure(): number {
  // The first collection frees buffers behind the scenes; the second waits for that.
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

setInterval(() => {
  peak = Math.max(peak, measure());
}, 10);

process.on('message', (question) => {
  if (question === 'reset') peak = measure();
  process.send?.(peak);
});
