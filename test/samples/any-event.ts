import fc from 'fast-check';
import { DETAIL_FIELDS } from '../../src/samples/detail-fields.js';
import { CLIENT_FIELD_NAMES, clientWireNames } from '../../src/samples/fields.js';
import { example, put, type Raw } from '../events/documented.js';

/** Text with the signs that keys of records are made of, mostly alike. */
export const id = fc.oneof(
  fc.string({ unit: fc.constantFrom('|', '%', '7', 'C', 'a'), maxLength: 4 }),
  fc.string(),
);

const value = fc.oneof(
  fc.constantFrom(
    '',
    '-',
    '0',
    '5',
    '63 kbps',
    '134 ms',
    '0.4%',
    '12 fps',
    '-56',
    '0*0',
    '640*360',
    'good',
    'dBm',
    '%',
  ),
  fc.string(),
  fc.integer({ min: -100, max: 100 }),
);
/** What no type is declared for, JSON of any kind. */
const news = fc.jsonValue({ maxDepth: 2 });

const keyed = (keys: readonly string[], values: fc.Arbitrary<unknown>) =>
  fc.dictionary(fc.constantFrom(...keys), values, { maxKeys: 12 });

const details = fc
  .tuple(keyed([...DETAIL_FIELDS.keys()], value), keyed(['news', 'loss', 'constructor'], news))
  .map(([known, unknown]) => ({ ...known, ...unknown }));

const date_time = fc.oneof(fc.constantFrom('2021-07-13T21:44:51Z', '2021-07-13T21:44:52Z', '', '|'), id);
const type = fc.oneof(fc.constantFrom('audio_input', 'as_output', 'cpu_usage', 'wifi_rssi', 'sending'), id);
const item = fc.record({ date_time, type, details });
const summaryItem = fc.oneof(fc.record({ type, details }), fc.record({ date_time: news, type, details }));
const callDetails = fc
  .tuple(
    fc.record(
      Object.fromEntries(
        ['bitrate', 'avg_loss', 'max_loss', 'jitter', 'network_delay', 'mos'].map((key) => [key, value]),
      ),
    ),
    details,
  )
  .map(([required, more]) => ({ ...more, ...required }));
const callItem = fc.record({ date_time, type, details: callDetails });
const party = (who: string, qos: fc.Arbitrary<unknown>) =>
  fc.record({ type: id, [who]: id, user_email: id, qos });

const wires = CLIENT_FIELD_NAMES.flatMap(clientWireNames);
const client = keyed(wires, value);

const OBJECT = ['payload', 'object'];
const LIST = { maxLength: 6 };
const sets = (name: string, parts: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Raw> =>
  fc.record(parts).map((values) => {
    const raw = example(name);
    for (const [path, to] of Object.entries(values))
      put(raw, path === '' ? ['event_ts'] : [...OBJECT, ...path.split('.')], to);
    return raw;
  });

const TS = { '': fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })) };
const people = (key: string, list: string, items: fc.Arbitrary<unknown>, conference: string) => ({
  ...TS,
  [conference]: id,
  [`${key}.email`]: id,
  [`${key}.${list}`]: fc.array(items, LIST),
});

/** QoS events of every name, as a service may receive them: odd, yet of their declared type once parsed. */
export const qosEvent: fc.Arbitrary<Raw> = fc.oneof(
  ...['meeting.participant_qos', 'webinar.participant_qos'].map((name) =>
    sets(name, { ...people('participant', 'qos', item, 'uuid'), 'participant.user_id': id }),
  ),
  ...['meeting.participant_qos_summary', 'webinar.participant_qos_summary'].map((name) =>
    sets(name, { ...people('participant', 'qos', summaryItem, 'uuid'), 'participant.participant_id': id }),
  ),
  sets('session.user_qos', { ...people('user', 'qos', item, 'session_id'), 'user.id': id }),
  sets('session.user_qos_summary', { ...people('user', 'qos', summaryItem, 'session_id'), 'user.id': id }),
  sets('phone.call_qos', { ...TS, call_id: id, call_qos: party('id', callItem) }),
  sets('phone.call_qos_summary', {
    ...TS,
    call_id: id,
    call_qos: fc.array(party('user_id', fc.array(callItem, LIST)), { maxLength: 3 }),
  }),
);

/** Data events of every name, likewise. */
export const dataEvent: fc.Arbitrary<Raw> = fc.oneof(
  ...[
    'meeting.participant_data',
    'webinar.participant_data',
    'meeting.participant_data_summary',
    'webinar.participant_data_summary',
  ].map((name) =>
    sets(name, { ...people('participant', 'data', client, 'uuid'), 'participant.participant_id': id }),
  ),
  ...['session.user_data', 'session.user_data_summary'].map((name) =>
    sets(name, { ...people('user', 'data', client, 'session_id'), 'user.id': id }),
  ),
);
