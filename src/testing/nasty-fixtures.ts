import { fixtures } from './fixtures.js';
import { makeEvent } from './make-event.js';

/** A body that Zoom sends or may send, and that breaks code written for the documented examples only. */
export interface NastyFixture {
  /** What the body shows, in one sentence. */
  readonly shows: string;
  /** The request body. */
  readonly body: string;
}

/** The JSON of an event with parts of the text replaced, for bodies that no event object can express. */
function jsonWith(event: object, ...changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((text, [from, to]) => text.replace(from, to), JSON.stringify(event));
}

const date_time = '2021-07-13T21:44:51Z';

/**
 * Bodies to test a receiver with. `parseEvent` reads all of them except `missingFields`.
 *
 * @example
 * for (const [name, { shows, body }] of Object.entries(nastyFixtures)) test(`${name}: ${shows}`, () => ingest(body))
 */
export const nastyFixtures = /* @__PURE__ */ (() =>
  ({
    idleStream: {
      shows:
        'Every value of an idle stream is blank, which means absent, not 0; the stream next to it has a real 0.',
      body: JSON.stringify(
        makeEvent('meeting.participant_qos', {
          payload: {
            object: {
              participant: {
                qos: [
                  {
                    date_time,
                    type: 'video_input',
                    details: {
                      bitrate: '',
                      latency: '',
                      jitter: '',
                      avg_loss: '',
                      max_loss: '',
                      resolution: '',
                      frame_rate: '',
                    },
                  },
                  {
                    date_time,
                    type: 'audio_input',
                    details: {
                      bitrate: '0 kbps',
                      latency: '0 ms',
                      jitter: '0 ms',
                      avg_loss: '0.0%',
                      max_loss: '0.0%',
                    },
                  },
                ],
              },
            },
          },
        }),
      ),
    },
    partialData: {
      shows: 'A changed setting is sent alone; a blank means that the setting has no value any more.',
      body: JSON.stringify(
        makeEvent('meeting.participant_data', {
          payload: { object: { participant: { data: [{ camera: '' }] } } },
        }),
      ),
    },
    emptyData: {
      shows: 'The list of a data event can be empty.',
      body: JSON.stringify(makeEvent('session.user_data', { payload: { object: { user: { data: [] } } } })),
    },
    externalParticipant: {
      shows: 'For people outside the account, name, e-mail and user id are blank or missing.',
      body: JSON.stringify(
        makeEvent('meeting.participant_qos_summary', {
          payload: { object: { participant: { id: '', user_name: '', email: undefined } } },
        }),
      ),
    },
    unknownEvent: {
      shows: 'Zoom adds events that the library does not know yet.',
      body: JSON.stringify({
        event: 'session.simulated_started',
        event_ts: 1626230691572,
        payload: { account_id: 'AAAAAABBBB', object: { stream_id: 'f4b1c2' } },
      }),
    },
    unknownField: {
      shows: 'A field, a stream type and a quality word can be new.',
      body: JSON.stringify({
        ...makeEvent('webinar.participant_qos', {
          payload: {
            object: {
              participant: {
                qos: [
                  { date_time, type: 'hologram_input', details: { bitrate: '63 kbps', quality: 'superb' } },
                ],
              },
            },
          },
        }),
        region: 'EU',
      }),
    },
    swappedRssi: {
      shows: 'The lowest and highest signal strength are swapped in some of Zoom’s examples.',
      body: JSON.stringify(
        makeEvent('meeting.participant_qos', {
          payload: {
            object: {
              participant: {
                qos: [
                  {
                    date_time,
                    type: 'wifi_rssi',
                    details: { min_rssi: '-44', avg_rssi: '-50', max_rssi: '-56', rssi_unit: 'dBm' },
                  },
                ],
              },
            },
          },
        }),
      ),
    },
    spellingVariants: {
      shows:
        'Values are written with or without space, in capitals, with decimals, without unit, or as numbers.',
      body: jsonWith(
        makeEvent('meeting.participant_qos', {
          payload: {
            object: {
              participant: {
                qos: [
                  {
                    date_time,
                    type: 'video_input',
                    details: {
                      bitrate: '27.15Kbps',
                      latency: '7.53ms',
                      jitter: '6',
                      avg_loss: '4 %',
                      max_loss: '4.0%',
                      resolution: '1280x720',
                      frame_rate: '12fps',
                    },
                  },
                  { date_time, type: 'wifi_rssi', details: { avg_rssi: -50, rssi_unit: 'dbm' } },
                ],
              },
            },
          },
        }),
        ['"jitter":"6"', '"jitter":6'],
      ),
    },
    unreadableValue: {
      shows: 'An unreadable value is an issue; the rest of its event is still read.',
      body: JSON.stringify(
        makeEvent('phone.call_qos', {
          payload: { object: { call_qos: { qos: { details: { bitrate: '63 apples' } } } } },
        }),
      ),
    },
    unreadableTime: {
      shows: 'An unreadable time is an issue.',
      body: JSON.stringify(
        makeEvent('phone.call_qos', {
          payload: { object: { call_qos: { qos: { date_time: '2021-02-30T25:00:00Z' } } } },
        }),
      ),
    },
    bigNumericId: {
      shows: 'A call id is beyond 2^53: JSON.parse would change its last digits.',
      body: jsonWith(fixtures['phone.call_qos'], ['"6971668082545971778"', '6971668082545971778']),
    },
    nullFields: {
      shows: 'An optional field can be null.',
      body: jsonWith(fixtures['session.user_qos'], ['"session_key":"ABC36jaBI145"', '"session_key":null']),
    },
    loneItem: {
      shows: 'A list of one item can come as the bare item, as in some of Zoom’s examples.',
      body: jsonWith(fixtures['session.alert'], ['["Unstable audio quality"]', '"Unstable audio quality"']),
    },
    hostileText: {
      shows: 'Names can contain markup, right-to-left marks, quotes and surrogate pairs.',
      body: JSON.stringify(
        makeEvent('session.user_qos_summary', {
          payload: {
            object: { user: { name: '</script><img src=x onerror=alert(1)>\u202e"\'\\ 👩‍🚀' } },
          },
        }),
      ),
    },
    prototypeKeys: {
      shows: 'Keys that are special in JavaScript are ordinary data.',
      body: jsonWith(fixtures['meeting.participant_qos'], [
        '"details":{',
        '"details":{"__proto__":{"polluted":"yes"},"constructor":"yes",',
      ]),
    },
    missingFields: {
      shows: 'An event without its required fields is malformed.',
      body: JSON.stringify({ event: 'meeting.participant_qos', event_ts: 1626230691572, payload: {} }),
    },
  }) satisfies Record<string, NastyFixture>)();
