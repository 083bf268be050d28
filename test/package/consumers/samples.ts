import {
  type ClientSnapshot,
  isDataEvent,
  isEvent,
  isQosEvent,
  isQosSummaryEvent,
  isZoomQssError,
  type MeetingParticipantQosEvent,
  parseBitrate,
  parseResolution,
  type QosSample,
  type SampleRow,
  type SnapshotRow,
  safeParseEvent,
  samplesFromRest,
  toClientSnapshots,
  toRow,
  toSamples,
} from 'zoom-qss';
import { check } from './check.js';
import { subjectOfBody } from './every-event.js';

const body = JSON.stringify({
  event: 'meeting.participant_qos',
  event_ts: 1626230691572,
  payload: {
    account_id: 'account',
    object: {
      uuid: 'uuid',
      participant: {
        user_id: '16778240',
        qos: [
          {
            type: 'video_input',
            date_time: '2021-07-13T21:44:51Z',
            details: { bitrate: '1.2 Mbps', latency: '', resolution: '1280*720' },
          },
        ],
      },
    },
  },
});

function record(text: string): QosSample[] | ClientSnapshot[] {
  const result = safeParseEvent(text);
  if (!result.ok) {
    const { code, issues }: { code: string; issues: readonly { expected: string }[] } = result.error;
    throw new Error(`${code}: ${issues.map(({ expected }) => expected).join(', ')}`);
  }
  const { event } = result;
  if (isQosEvent(event) || isQosSummaryEvent(event)) return toSamples(event).samples;
  if (isDataEvent(event)) return toClientSnapshots(event).snapshots;
  return [];
}

const [sample] = record(body) as QosSample[];
if (sample === undefined) throw new Error('There is no sample.');
const row: SampleRow = toRow(sample);
const bitrate: number | null = row.bitrate_kbps_avg;
check(bitrate === 1200, 'a bitrate is in kbps');
check(sample.latencyMs === null, 'a blank is null');
check(sample.resolution?.width === 1280, 'a resolution has a width');
check(row.measured_at_ms === Date.parse('2021-07-13T21:44:51Z'), 'a row has the time of its sample');
check(subjectOfBody(body) === '16778240', 'a switch narrows to the participant');
check(subjectOfBody('{"event":"session.new","payload":{}}') === 'unknown: session.new', 'new events pass');

const event = safeParseEvent(body);
if (event.ok && isEvent(event.event, 'meeting.participant_qos')) {
  const narrowed: MeetingParticipantQosEvent = event.event;
  check(narrowed.payload.object.uuid === 'uuid', 'a name narrows');
}

export const flat = (snapshot: ClientSnapshot): SnapshotRow => toRow(snapshot);

const { samples, issues } = samplesFromRest(
  {
    participant_id: '1',
    user_name: '',
    qos: [{ type: 'audio_input', details: { avg_bitrate: '27.15kbps' } }],
  },
  { source: 'rest.meeting', conference: { id: '123456789' } },
);
check(samples[0]?.bitrateKbps?.avg === 27.15 && issues.length === 0, 'a REST row gives the same samples');

check(parseBitrate('63 kbps') === 63 && parseResolution('') === null, 'values can be read one at a time');
try {
  parseBitrate('63 apples');
  check(false, 'apples are no bitrate');
} catch (error) {
  if (!isZoomQssError(error)) throw error;
  switch (error.code) {
    case 'value_unreadable':
      check(error.expected !== '', 'an error says what was expected');
      break;
    default:
      check(false, 'a code narrows an error');
  }
}
