/**
 * A server to measure: `receiver`, or `bare`, which only hashes and parses. It sends its port when it listens. On any message
 * it sends the number of events handled, the milliseconds from first to last event since the previous message, and its
 * processor time in microseconds.
 */
import { createHmac } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createReceiver, toNodeHandler } from '../src/webhooks/index.js';

const [kind, secret = ''] = process.argv.slice(2);

let handled = 0;
let firstAt = 0;
let lastAt = 0;

function count(): void {
  handled++;
  lastAt = performance.now();
  firstAt ||= lastAt;
}

const bare: RequestListener = (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    const time = request.headers['x-zm-request-timestamp'];
    const digest = createHmac('sha256', secret).update(`v0:${time}:`).update(body).digest('hex');
    if (request.headers['x-zm-signature'] === `v0=${digest}` && JSON.parse(body.toString()).event) count();
    response.end();
  });
};

function listenerOf(): RequestListener {
  if (kind === 'bare') return bare;
  return toNodeHandler(
    createReceiver({ secrets: secret, onEvent: count, onDuplicate: () => process.exit(1) }),
  );
}

const server = createServer(listenerOf());
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ handled, ms: lastAt - firstAt, cpu: user + system });
  firstAt = 0;
});
