import type { ClientSnapshot, QosSample, SampleIssue } from 'zoom-qss';
import { avg, sampleOf } from '../quality/samples.js';
import { NOBODY, NOWHERE } from '../samples/given.js';

const START = Date.UTC(2024, 4, 6, 9);
const NAMES = [
  'Ada Moreau',
  'Ben Okafor',
  'Chiara Lund',
  'Deniz Arslan',
  'Emeka Obi',
  'Fatima Haddad',
  'Goran Petrović',
];
const NAMES_2 = [
  'Hana Sato',
  'Ines Carvalho',
  'Jonas Weiss',
  'Kavya Rao',
  'Lena Fischer',
  'Mateo Ruiz',
  '山田 太郎',
  'נועה לוי',
];
const EVERYBODY = [...NAMES, ...NAMES_2];
const CONFERENCES: readonly [name: string, product: QosSample['product']][] = [
  ['Engineering weekly', 'meeting'],
  ['Spring launch', 'webinar'],
  ['Support, case 8841', 'phone'],
  ['tutoring-room-12', 'session'],
  ['Board preparation', 'meeting'],
];
const DEVICES = ['Windows', 'Mac', 'iOS', 'Android'] as const;

export interface OfficeData {
  readonly samples: QosSample[];
  readonly snapshots: ClientSnapshot[];
  readonly issues: SampleIssue[];
}

/** Samples and snapshots of `people` participants over `minutes` minutes; one in five has a bad network for some time. */
export function officeDay(people: number, minutes: number): OfficeData {
  const random = mulberry(42);
  const samples: QosSample[] = [];
  const snapshots: ClientSnapshot[] = [];
  for (let index = 0; index < people; index += 1) {
    const [name, product] = CONFERENCES[Math.floor(index / 9) % CONFERENCES.length] ?? ['', 'meeting'];
    const round = Math.floor(index / 45);
    const whose = {
      product,
      accountId: 'account',
      conference: {
        ...NOWHERE,
        uuid: `conf-${Math.floor(index / 9)}==`,
        id: String(93398114182 + index),
        name: round ? `${name} ${round + 1}` : name,
      },
      participant: {
        ...NOBODY,
        id: String(16778240 + index * 1024),
        userId: `u${index}`,
        name: EVERYBODY[index % EVERYBODY.length] ?? null,
        email: null,
        role: product === 'phone' ? (index % 2 ? 'callee' : 'caller') : null,
      },
    };
    const bad =
      random() < 0.22
        ? { from: Math.floor(random() * minutes * 0.7), length: 2 + Math.floor(random() * 12) }
        : null;
    const far = random() < 0.12 ? 110 : 0;
    const wifi = random() < 0.6;
    for (let minute = Math.floor(random() * 4); minute < minutes; minute += 1) {
      const at = START + (minute + (Math.floor(index / 9) % 3) * 15) * 60_000;
      const trouble = bad && minute >= bad.from && minute < bad.from + bad.length ? random() : 0;
      samples.push(...minuteOf(whose, at, index, { trouble, far, wifi }, random));
    }
    snapshots.push(...clientOf(whose, index, wifi, bad === null ? null : START + bad.from * 60_000));
  }
  return { samples, snapshots, issues: ISSUES };
}

type Whose = Pick<QosSample, 'product' | 'accountId' | 'conference' | 'participant'>;

function minuteOf(
  whose: Whose,
  at: number,
  index: number,
  { trouble, far, wifi }: { trouble: number; far: number; wifi: boolean },
  random: () => number,
): QosSample[] {
  const around = (middle: number, spread: number) =>
    Math.max(0, Math.round(middle + (random() - 0.5) * 2 * spread));
  const common = { ...whose, measuredAtMs: at, eventAtMs: at + 30_000 };
  const stream = (
    type: string,
    media: 'audio' | 'video' | 'share',
    direction: 'sent' | 'received',
    kbps: number,
  ) =>
    sampleOf({
      ...common,
      id: `${index}|${at}|${type}`,
      type,
      media,
      direction,
      latencyMs: avg(around(38 + far + trouble * 220, 9)),
      jitterMs: avg(around(6 + trouble * 60, 4)),
      lossPercent: {
        min: 0,
        avg: Math.round(random() * 4 + trouble * 80) / 10,
        max: Math.round(trouble * 140) / 10,
      },
      bitrateKbps: avg(around(kbps * (1 - trouble * 0.6), kbps * 0.12)),
      ...(media === 'video' && { frameRateFps: avg(around(25 - trouble * 14, 2)) }),
    });
  const streams = [
    stream('audio_input', 'audio', 'sent', 62),
    stream('audio_output', 'audio', 'received', 58),
  ];
  if (whose.product !== 'phone')
    streams.push(
      stream('video_input', 'video', 'sent', 900),
      stream('video_output', 'video', 'received', 1300),
    );
  if (index % 7 === 0) streams.push(stream('as_input', 'share', 'sent', 140));
  streams.push(
    sampleOf({
      ...common,
      id: `${index}|${at}|cpu_usage`,
      type: 'cpu_usage',
      media: 'cpu',
      direction: null,
      zoomCpuPercent: { min: 4, avg: around(13, 4), max: 31 },
      systemCpuPercent: { min: null, avg: null, max: around(42, 12) },
    }),
    sampleOf({
      ...common,
      id: `${index}|${at}|video_quality`,
      type: 'video_quality',
      media: 'video',
      direction: null,
      quality: trouble > 0.6 ? 'poor' : trouble > 0 ? 'fair' : 'good',
      qualityScore: Math.round((4.4 - trouble * 2) * 10) / 10,
    }),
  );
  if (wifi)
    streams.push(
      sampleOf({
        ...common,
        id: `${index}|${at}|wifi_rssi`,
        type: 'wifi_rssi',
        media: 'wifi',
        direction: null,
        rssiDbm: { min: -80, avg: -around(52 + trouble * 30, 4), max: -45 },
      }),
    );
  return streams;
}

function clientOf(whose: Whose, index: number, wifi: boolean, changedAt: number | null): ClientSnapshot[] {
  if (whose.product === 'phone') return [];
  const device = DEVICES[index % DEVICES.length] ?? null;
  const common = {
    ...whose,
    // Phone calls have no data events.
    product: whose.product,
    source: 'meeting.participant_data',
    span: 'change',
  } as const;
  const first: ClientSnapshot = {
    ...common,
    id: `snapshot ${index}`,
    eventAtMs: START,
    device,
    client: 'Zoom Workplace',
    version: '6.0.11',
    networkType: wifi ? 'Wifi' : 'Wired',
    connectionType: 'UDP',
    dataCenter: 'Germany (Frankfurt)',
    location: index % 3 ? 'Berlin (DE)' : 'Porto (PT)',
    microphone: 'Jabra Evolve2 65',
    speaker: 'Jabra Evolve2 65',
    camera: 'FaceTime HD Camera',
  };
  if (changedAt === null || !wifi) return [first];
  return [first, { ...common, id: `snapshot ${index} b`, eventAtMs: changedAt, networkType: 'Cellular' }];
}

const AT = (index: number) => ['payload', 'object', 'participant', 'qos', index, 'details', 'bitrate'];
const ISSUES: SampleIssue[] = [
  ...[1, 4, 7].map(
    (index) =>
      ({
        code: 'value_unreadable',
        recordId: '',
        path: AT(index),
        text: '63 apples',
        expected: 'a number in kbps',
      }) as const,
  ),
  {
    code: 'type_unknown',
    recordId: '',
    path: ['payload', 'object', 'participant', 'qos', 2, 'type'],
    text: 'hologram_input',
    expected: 'a documented type',
  },
  {
    code: 'field_unknown',
    recordId: '',
    path: ['payload', 'object', 'participant', 'qos', 0, 'details', 'aura'],
    text: null,
    expected: 'a documented field',
  },
];

/** A seeded pseudo-random generator of numbers from 0 to 1. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
