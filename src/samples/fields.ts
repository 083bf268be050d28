/**
 * The one table of what a sample and a snapshot hold. From it come their types and readers, and, by `npm run generate`, the
 * empty sample, rows, columns with their documentation, and what is known of each metric: label, unit, which way is worse.
 * The comment on an entry is its meaning: it is the text of its column.
 */

import type { CpuPressureLevel, QosQuality } from '../generated/qss.js';
import { readBitrate } from '../values/bitrate.js';
import { readFrameRate } from '../values/frame-rate.js';
import { readMilliseconds } from '../values/milliseconds.js';
import { readPercent } from '../values/percent.js';
import { readPort } from '../values/port.js';
import type { Reader } from '../values/reader.js';
import { readResolution } from '../values/resolution.js';
import { readRssi } from '../values/rssi.js';
import { readScore } from '../values/score.js';
import type { ClientContext, SampleContext } from './context.js';
import { BOUNDS, type ClientField, type ContextField, type Detail, type Metric } from './field.js';
import { snakeCase } from './snake-case.js';
import { readText } from './text.js';

const TEXT = { type: 'text' } as const;
const REQUIRED = { type: 'text', required: true } as const;
const TIME = { type: 'number', unit: 'ms since 1970-01-01T00:00:00Z' } as const;
const CONFERENCE = { cells: { uuid: TEXT, id: TEXT, name: TEXT, startAtMs: TIME, endAtMs: TIME } };
const PARTICIPANT = {
  cells: {
    id: TEXT,
    userId: TEXT,
    zoomUserId: TEXT,
    name: TEXT,
    email: TEXT,
    role: TEXT,
    isOriginalHost: { type: 'boolean' },
    ordinal: { type: 'number', required: true },
  },
} as const;

/** Who, where and when, and which stream: what names a sample. Their meanings are those of `SampleContext`. */
export const SAMPLE_CONTEXT = {
  id: REQUIRED,
  source: {
    type: 'text',
    required: true,
    words: [
      'meeting.participant_qos',
      'meeting.participant_qos_summary',
      'phone.call_qos',
      'phone.call_qos_summary',
      'session.user_qos',
      'session.user_qos_summary',
      'webinar.participant_qos',
      'webinar.participant_qos_summary',
      'rest.meeting',
      'rest.webinar',
      'rest.session',
    ],
  },
  product: { type: 'text', required: true, words: ['meeting', 'webinar', 'session', 'phone'] },
  span: { type: 'text', required: true, words: ['interval', 'summary'] },
  measuredAtMs: TIME,
  eventAtMs: TIME,
  accountId: TEXT,
  conference: CONFERENCE,
  participant: PARTICIPANT,
  type: REQUIRED,
  media: { type: 'text', words: ['audio', 'video', 'share', 'cpu', 'wifi', 'notification'] },
  direction: { type: 'text', words: ['sent', 'received'] },
  path: { type: 'text', words: ['client', 'crc', 'rwg'] },
} as const satisfies Record<keyof SampleContext, ContextField>;

/** The names of a metric's fields, with `min`, `avg` and `max` in place of the star, and further names of its average. */
function bounded(pattern: string, ...averages: string[]): Metric['wire'] {
  const [min, avg, max] = BOUNDS.map((bound) => pattern.replace('*', bound)) as [string, string, string];
  return { min: [min], avg: [avg, ...averages], max: [max] };
}

/** The measured numbers. */
export const METRICS = {
  /** Bits carried per second, in kilobits. */
  bitrateKbps: {
    label: 'bitrate',
    unit: 'kbps',
    worse: 'lower',
    read: readBitrate,
    wire: bounded('*_bitrate', 'bitrate'),
  },
  /** Time a packet takes; for phone calls Zoom's `network_delay`. */
  latencyMs: {
    label: 'latency',
    unit: 'ms',
    worse: 'higher',
    read: readMilliseconds,
    wire: bounded('*_latency', 'latency', 'network_delay'),
  },
  /** Variation of the time packets take. */
  jitterMs: {
    label: 'jitter',
    unit: 'ms',
    worse: 'higher',
    read: readMilliseconds,
    wire: bounded('*_jitter', 'jitter'),
  },
  /** Packets lost, of 100 sent. */
  lossPercent: { label: 'loss', unit: '%', worse: 'higher', read: readPercent, wire: bounded('*_loss') },
  /** Pictures per second. */
  frameRateFps: {
    label: 'frame rate',
    unit: 'fps',
    worse: 'lower',
    read: readFrameRate,
    wire: bounded('*_frame_rate', 'frame_rate'),
  },
  /** Processor time that the Zoom client takes. */
  zoomCpuPercent: {
    label: 'Zoom CPU',
    unit: '%',
    worse: 'higher',
    read: readPercent,
    wire: bounded('zoom_*_cpu_usage'),
  },
  /** Processor time taken on the whole device; Zoom sends only its maximum. */
  systemCpuPercent: {
    label: 'system CPU',
    unit: '%',
    worse: 'higher',
    read: readPercent,
    wire: { max: ['system_max_cpu_usage'] },
  },
  /** Strength of the wireless signal: the nearer to 0, the stronger. */
  rssiDbm: { label: 'Wi-Fi signal', unit: 'dBm', worse: 'lower', read: readRssi, wire: bounded('*_rssi') },
} as const satisfies Record<string, Metric>;

// Zoom's own words, of which new ones may come.
const readPressure: Reader<CpuPressureLevel> = readText;
const readQuality: Reader<QosQuality> = readText;

/** What `details` hold besides metrics. */
export const DETAILS = {
  /** Size of the picture, in pixels; `null` also where Zoom says `0*0`, no picture. */
  resolution: {
    read: readResolution,
    expected: 'a resolution',
    wire: 'resolution',
    unit: 'pixels',
    cells: { width: 'number', height: 'number' },
  },
  /** Pressure on the processor, in rising order `normal`, `fair`, `serious`, `critical`: about 20, 50, 80 and 100 % used. */
  cpuPressure: {
    read: readPressure,
    expected: 'text',
    wire: {
      min: 'system_min_cpu_pressure_level',
      avg: 'system_avg_cpu_pressure_level',
      max: 'system_max_cpu_pressure_level',
    },
    cells: { min: 'text', avg: 'text', max: 'text' },
  },
  /** Zoom's own judgement: `good`, `fair`, `poor` or `bad`. */
  quality: { read: readQuality, expected: 'text', wire: 'quality', cells: 'text' },
  /** Zoom's own score. Zoom documents no scale for it. */
  qualityScore: {
    label: 'quality score',
    unit: '',
    worse: 'lower',
    read: readScore,
    expected: 'a score',
    wire: 'quality_score',
    cells: 'number',
  },
  /** Mean opinion score of a phone call, 1 to 5; 3.5 and above is good. */
  mos: {
    label: 'MOS',
    unit: '',
    worse: 'lower',
    read: readScore,
    expected: 'a score',
    wire: 'mos',
    cells: 'number',
  },
  /** Kind of network of a phone call. */
  network: { read: readText, expected: 'text', wire: 'network', cells: 'text' },
  /** Warning of the client about its network. */
  notification: { read: readText, expected: 'text', wire: 'network_notification', cells: 'text' },
} as const satisfies Record<string, Detail>;

/** Who, where and when: what names a snapshot. Their meanings are those of `ClientContext`. */
export const SNAPSHOT_CONTEXT = {
  id: REQUIRED,
  source: {
    type: 'text',
    required: true,
    words: [
      'meeting.participant_data',
      'meeting.participant_data_summary',
      'session.user_data',
      'session.user_data_summary',
      'webinar.participant_data',
      'webinar.participant_data_summary',
    ],
  },
  product: { type: 'text', required: true, words: ['meeting', 'webinar', 'session'] },
  span: { type: 'text', required: true, words: ['change', 'summary'] },
  eventAtMs: TIME,
  accountId: TEXT,
  conference: CONFERENCE,
  participant: PARTICIPANT,
  device: { type: 'text', optional: true, words: ['Windows', 'Mac', 'iOS', 'Android', 'Phone', 'H.323/SIP'] },
  networkType: { type: 'text', optional: true, words: ['Wired', 'Wifi', 'PPP', 'Cellular', 'Others'] },
} as const satisfies Record<keyof ClientContext, ContextField>;

function text(...wire: string[]) {
  return { type: 'text', read: readText, expected: 'text', wire } as const;
}

function port(...wire: string[]) {
  return { type: 'number', read: readPort, expected: 'a port', wire } as const;
}

/** Device, network and client. */
export const CLIENT_FIELDS = {
  /** Kind of device in Zoom's own word; `device` has it in one spelling. */
  deviceRaw: text('device'),
  /** The device in more detail, such as browser and version. */
  deviceDetail: text(),
  /** Client application. */
  client: text(),
  /** Version of the client. */
  version: text(),
  /** Kind of network in Zoom's own word; `networkType` has it in one spelling. */
  networkTypeRaw: text('network_type'),
  /** How the media travels, such as `UDP`. */
  connectionType: text(),
  /** Zoom's data centre. */
  dataCenter: text(),
  /** City, and mostly country. */
  location: text('location', 'Location'),
  /** Microphone in use. */
  microphone: text(),
  /** Speaker in use. */
  speaker: text(),
  /** Camera in use. */
  camera: text(),
  /** Name of the computer. */
  pcName: text(),
  /** Domain of the computer. */
  domain: text(),
  /** MAC address of the network adapter. */
  macAddress: text('mac_addr'),
  /** Identifier of the hard disk. */
  harddiskId: text(),
  /** Public address that the client signals from. */
  signalingIpAddress: text(),
  /** Local address that the client signals from. */
  signalingInternalIpAddress: text(),
  /** Local port that the client signals from. */
  signalingInternalIpPort: port(),
  /** Local address that the client uses for audio. */
  audioInternalIpAddress: text(),
  /** Local port that the client uses for audio. */
  audioInternalIpPort: port(),
  /** Local address that the client uses for video. */
  videoInternalIpAddress: text(),
  /** Local port that the client uses for video. */
  videoInternalIpPort: port(),
  /** Local address that the client uses for screen sharing, which Zoom calls `as`. */
  shareInternalIpAddress: text('as_internal_ip_address'),
  /** Local port that the client uses for screen sharing. */
  shareInternalIpPort: port('as_internal_ip_port'),
  /** Domain of the server that the client sends its media to. */
  destinationIpDomain: text(),
  /** Port of the server that the client sends its media to. */
  destinationIpPort: port(),
} as const satisfies Record<string, ClientField>;

export type MetricName = keyof typeof METRICS;
export type DetailName = keyof typeof DETAILS;
export type ClientFieldName = keyof typeof CLIENT_FIELDS;

export const METRIC_NAMES = /* @__PURE__ */ Object.keys(METRICS) as MetricName[];
export const DETAIL_NAMES = /* @__PURE__ */ Object.keys(DETAILS) as DetailName[];
export const CLIENT_FIELD_NAMES = /* @__PURE__ */ Object.keys(CLIENT_FIELDS) as ClientFieldName[];

/** The names on the wire of a client's field: the current one first, then those that Zoom has deprecated. */
export function clientWireNames(name: ClientFieldName): readonly [string, ...string[]] {
  const [current = snakeCase(name), ...deprecated] = CLIENT_FIELDS[name].wire;
  return [current, ...deprecated];
}
