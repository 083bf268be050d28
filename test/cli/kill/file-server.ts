/** A Node server as a user would write it, which stores samples in a file. It is made to be killed. */
import { appendFile, open } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isQosEvent, toSamples } from 'zoom-qss';
import { createReceiver, toNodeHandler } from 'zoom-qss/webhooks';

const [, , path = ''] = process.argv;
const file = await open(path, 'a', 0o600);
// A process that was killed may have left a line unfinished.
await appendFile(file, '\n');

const receiver = createReceiver({
  secrets: process.env.ZOOM_WEBHOOK_SECRET_TOKEN,
  async onEvent(event) {
    if (!isQosEvent(event)) return;
    const lines = toSamples(event).samples.map((sample) => `${JSON.stringify(sample)}\n`);
    await appendFile(file, lines.join(''));
  },
});

const server = createServer(toNodeHandler(receiver));
server.listen(0, '127.0.0.1', () =>
  // The address of a server that listens on a TCP port.
  console.log(`Listening on http://127.0.0.1:${(server.address() as AddressInfo).port}/,`),
);

process.once('SIGTERM', async () => {
  server.close();
  await receiver.close({ graceMs: 2_000 });
  server.closeAllConnections();
});
