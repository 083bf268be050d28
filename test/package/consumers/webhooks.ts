import { parseEvent, toSamples } from 'zoom-qss';
import { makeEvent, signRequest } from 'zoom-qss/testing';
import { createReceiver, type EventHandlers, type Receiver, sign, verify } from 'zoom-qss/webhooks';
import { check } from './check.js';

const secret = 'secret';
const bitrates: (number | null | undefined)[] = [];

const on: EventHandlers = {
  'meeting.participant_qos': async (event, delivery) => {
    for (const { bitrateKbps } of toSamples(event).samples) bitrates.push(bitrateKbps?.avg);
    check(delivery.requestId !== '', 'a delivery has an id');
  },
  'phone.call_qos': (event) => event.payload.object.call_qos.user_email,
};

export const receiver: Receiver = createReceiver({
  secrets: () => [secret, 'the one before'],
  on,
  onUnknown: (event) => event.event,
  onRefused: ({ code }) => check(code !== 'signature_mismatch', 'nobody forges here'),
  onError: ({ error }) => {
    throw error;
  },
});

async function received(): Promise<number> {
  const request = await signRequest(makeEvent('meeting.participant_qos'), {
    url: 'https://example.com',
    secret,
  });
  const response: Response = await receiver.fetch(request);
  return response.status;
}

async function verified(): Promise<string> {
  const body = '{"event":"session.new","event_ts":1,"payload":{}}';
  const headers = await sign({ body, secret });
  const { event } = parseEvent(await verify({ body, headers, secrets: secret }));
  return event;
}

received().then((status) => check(status >= 200 && status < 300 && bitrates[0] === 63, 'an event arrives'));
verified().then((event) => check(event === 'session.new', 'a signed body verifies'));
