/** Calls the handler on this machine, as API Gateway would call it for a simulated meeting. */
import { createSimulator } from 'zoom-qss/testing';
import { sign } from 'zoom-qss/webhooks';

const secret = 'secret';
// It reads the secret when it is loaded.
process.env.ZOOM_WEBHOOK_SECRET_TOKEN = secret;
const { handler } = await import('./handler.js');

const answers = new Map<number, number>();
for (const { body } of createSimulator({ scenario: 'quiet-office', minutes: 2 })) {
  const headers = { ...(await sign({ body, secret })) };
  const { statusCode } = await handler({
    httpMethod: 'POST',
    path: '/',
    headers,
    body,
    isBase64Encoded: false,
  });
  answers.set(statusCode, (answers.get(statusCode) ?? 0) + 1);
}
console.log('answers by status', Object.fromEntries(answers));
