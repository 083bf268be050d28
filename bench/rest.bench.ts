import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { createQssClient } from '../src/rest/index.js';
import { gzippedSize } from './gzipped-size.js';
import { type Row, ratioInTurns, sink } from './harness.js';
import { qosSummary } from './payloads.js';

type Job = () => Promise<unknown>;

/** A page of ten participants with twenty streams each, about 80 kB. */
const page = JSON.stringify({
  next_page_token: '',
  page_size: 10,
  participants: Array.from({ length: 10 }, () => qosSummary(20).payload.object.participant),
});

// In its own thread, so that the server's work counts for neither side.
const SERVER = `
  const { parentPort, workerData } = require('node:worker_threads');
  const server = require('node:http').createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(workerData);
  });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

/** How long the subject takes, as a multiple of the peer's time: the median over pairs of neighbouring calls. */
async function asyncTimeRatio(subject: Job, peer: Job, pairs: number): Promise<number> {
  const time = async (job: Job): Promise<number> => {
    const start = performance.now();
    sink.value = await job();
    return performance.now() - start;
  };
  const measure = () =>
    ratioInTurns(
      () => time(subject),
      () => time(peer),
      pairs,
    );
  // To warm up.
  await measure();
  return measure();
}

async function costPerPage(rounds: number): Promise<number> {
  const server = new Worker(SERVER, { eval: true, workerData: page });
  try {
    const [port] = (await once(server, 'message')) as [number];
    const origin = `http://127.0.0.1:${port}`;
    const client = createQssClient({ token: 'token-1', baseUrl: origin, allowInsecureBaseUrl: true });
    const subject = () => client.meetingParticipants('123').all();
    const peer = async () => {
      const url = `${origin}/metrics/meetings/123/participants/qos_summary?page_size=10`;
      const response = await fetch(url, { headers: { authorization: 'Bearer token-1' } });
      return JSON.parse(await response.text()) as unknown;
    };
    return await asyncTimeRatio(subject, peer, rounds * 20);
  } finally {
    await server.terminate();
  }
}

/** What the root brings along already: errors, and the reader of shapes. */
const SHARED = `
  export { ArgumentError, RestTransportError, ZoomApiError } from './errors.ts';
  export { isObject } from './shapes/conforms.ts';
  export { readAs } from './shapes/read.ts';
  export { kindOf } from './shapes/kind.ts';
  export { shapeRegistry } from './shapes/shape.ts';
`;

export const rows: Row[] = [
  {
    name: 'rest: a page of 10, against fetch and JSON.parse',
    limit: 1.5,
    measure: ({ rounds }) => costPerPage(rounds),
  },
  {
    name: 'size: rest beyond the root, minified and gzipped',
    unit: 'B',
    limit: 5_000,
    measure: async () =>
      (await gzippedSize(`export * from './rest/index.ts';`)) - (await gzippedSize(SHARED)),
  },
];
