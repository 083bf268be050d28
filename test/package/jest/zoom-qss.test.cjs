const { EventParseError, parseEvent, isQosEvent, toSamples, toRow } = require('zoom-qss');
const { createQssClient } = require('zoom-qss/rest');
const { sign, verify } = require('zoom-qss/webhooks');

const body = JSON.stringify({
  event: 'phone.call_qos',
  event_ts: 1626759486127,
  payload: {
    account_id: 'account',
    object: {
      call_id: '6971668082545971778',
      call_start_time: '2021-06-09T05:42:34Z',
      call_qos: {
        type: 'caller',
        id: 'user',
        user_email: '',
        qos: {
          type: 'sending',
          date_time: '2021-04-26T05:26:00Z',
          details: {
            bitrate: '6',
            avg_loss: '0.0',
            max_loss: '0.0',
            jitter: '8',
            network_delay: '',
            mos: '4.5',
          },
        },
      },
    },
  },
});

test('turns an event into rows', () => {
  const event = parseEvent(body);
  expect(isQosEvent(event)).toBe(true);
  expect(toSamples(event).samples.map(toRow)).toMatchObject([{ bitrate_kbps_avg: 6, mos: 4.5 }]);
});

test('throws errors that instanceof knows', () => {
  expect(() => parseEvent('')).toThrow(EventParseError);
});

test('verifies what it signs', async () => {
  const secret = 'secret';
  const bytes = await verify({ body, headers: await sign({ body, secret }), secrets: secret });
  expect(parseEvent(bytes).event).toBe('phone.call_qos');
});

test('makes a REST client', () => {
  expect(createQssClient({ token: 'token' })).toHaveProperty('meetingParticipants');
});
