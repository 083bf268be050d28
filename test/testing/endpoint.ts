import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerChallenge } from 'zoom-qss/webhooks';

export const SECRET = 'the secret of the tests';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly atMs: number;
}

export interface Answer {
  /** Without a status the connection is closed. */
  readonly status?: number;
  readonly headers?: Record<string, string>;
}

export interface Endpoint {
  readonly url: string;
  /** All requests except challenges. */
  readonly received: Received[];
  readonly close: () => Promise<void>;
}

/** A loopback endpoint that answers challenges correctly, and everything else with `answer`. */
export async function startEndpoint(
  answer: (received: Received, count: number) => Answer | Promise<Answer>,
  challengeAnswer = async (plainToken: string): Promise<{ status: number; body: string }> => ({
    status: 200,
    body: JSON.stringify(await answerChallenge({ plainToken, secret: SECRET })),
  }),
): Promise<Endpoint> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    if (body.includes('endpoint.url_validation')) {
      const { status, body: text } = await challengeAnswer(JSON.parse(body).payload.plainToken);
      response.writeHead(status).end(text);
      return;
    }
    const one = { headers: request.headers, body, atMs: performance.now() };
    received.push(one);
    const { status, headers } = await answer(one, received.length);
    if (status === undefined) request.socket.destroy();
    else response.writeHead(status, headers).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/zoom`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
