import { parseEvent } from 'zoom-qss';
import { sign, verify } from 'zoom-qss/webhooks';
import { check } from './check.js';

const secret = 'secret';
const body = '{"event":"session.new","event_ts":1,"payload":{}}';

async function verified(): Promise<string> {
  const headers = await sign({ body, secret });
  const { event } = parseEvent(await verify({ body, headers: { ...headers }, secrets: secret }));
  return event;
}

verified().then((event) => check(event === 'session.new', 'a signed body verifies'));
