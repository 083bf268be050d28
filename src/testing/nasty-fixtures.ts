import { fixtures } from './fixtures.js';
import { makeEvent } from './make-event.js';

/** A body that Zoom sends or may send, and that code written for the documented examples trips over. */
export interface NastyFixture {
  /** What it shows, in a sentence. */
  readonly shows: string;
  /** The text of the request's body. */
  readonly body: string;
}

/** The text of a JSON value with parts of it replaced, for what no JSON value can say. */
function rewritten(event: object, ...changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((text, [from, to]) => text.replace(from, to), JSON.stringify(event));
}

const date_time = '2021-07-13T21:44:51Z';

/**
 * Bodies to test a receiver with. All but `missingFields` can be read.
 *
 * @example
 * for (const [name, { shows, body }] of Object.entries(nastyFixtures)) test(`${name}: ${shows}`, () => ingest(body))
 */
export const nastyFixtures = /* @__PURE__ */ (() =>
  ({
    idleStream: {
      shows:
        'An idle stream has every value blank, which is absent and not 0; a stream beside it has a true 0.',
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
      shows: 'A change of one setting sends that setting alone; a blank says that there is none any more.',
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
      shows:
        'Of people outside the account Zoom says neither name nor e-mail nor user: they are blank or not there.',
      body: JSON.stringify(
        makeEvent('meeting.participant_qos_summary', {
          payload: { object: { participant: { id: '', user_name: '', email: undefined } } },
        }),
      ),
    },
    unknownEvent: {
      shows: 'Zoom publishes events that no library knows yet.',
      body: JSON.stringify({
        event: 'session.rtms_started',
        event_ts: 1626230691572,
        payload: { account_id: 'AAAAAABBBB', object: { rtms_stream_id: 'f4b1c2' } },
      }),
    },
    unknownField: {
      shows: 'A field, a stream type and words of a list can be new.',
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
      shows: 'Lowest and highest signal strength come swapped in some of Zoom’s examples.',
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
        'The same values are spelled with and without space, in capitals, with decimals, without unit, as numbers.',
      body: rewritten(
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
      shows: 'A value that is no quantity is an issue: the rest of its event is still worth having.',
      body: JSON.stringify(
        makeEvent('phone.call_qos', {
          payload: { object: { call_qos: { qos: { details: { bitrate: '63 apples' } } } } },
        }),
      ),
    },
    unreadableTime: {
      shows: 'A time that is none is an issue.',
      body: JSON.stringify(
        makeEvent('phone.call_qos', {
          payload: { object: { call_qos: { qos: { date_time: '2021-02-30T25:00:00Z' } } } },
        }),
      ),
    },
    bigNumericId: {
      shows: 'A call’s id is beyond 2^53: as a number it would lose its last digits to JSON.parse.',
      body: rewritten(fixtures['phone.call_qos'], ['"6971668082545971778"', '6971668082545971778']),
    },
    nullFields: {
      shows: 'A field that need not be there can be null.',
      body: rewritten(fixtures['session.user_qos'], ['"session_key":"ABC36jaBI145"', '"session_key":null']),
    },
    loneItem: {
      shows: 'A list of one can come without its list, as it does in some of Zoom’s examples.',
      body: rewritten(fixtures['session.alert'], ['["Unstable audio quality"]', '"Unstable audio quality"']),
    },
    hostileText: {
      shows: 'Names are whatever people type: markup, right-to-left marks, quotes, letters of two units.',
      body: JSON.stringify(
        makeEvent('session.user_qos_summary', {
          payload: {
            object: { user: { name: '</script><img src=x onerror=alert(1)>\u202e"\'\\ 👩‍🚀' } },
          },
        }),
      ),
    },
    prototypeKeys: {
      shows: 'A key that is special to JavaScript is data like any other.',
      body: rewritten(fixtures['meeting.participant_qos'], [
        '"details":{',
        '"details":{"__proto__":{"polluted":"yes"},"constructor":"yes",',
      ]),
    },
    missingFields: {
      shows: 'An event without what its type requires is malformed.',
      body: JSON.stringify({ event: 'meeting.participant_qos', event_ts: 1626230691572, payload: {} }),
    },
  }) satisfies Record<string, NastyFixture>)();
