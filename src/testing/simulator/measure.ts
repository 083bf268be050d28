import type { Random } from '../random.js';
import type { CONFERENCE_FIELDS } from './fields.js';
import type { Condition } from './link.js';
import type { MediaPath } from './profiles.js';
import type { Reading } from './record.js';

type ConferenceReading = Reading<typeof CONFERENCE_FIELDS>;
type Media = 'audio' | 'video' | 'as';

/** What somebody is doing while a record is made. */
export interface Situation {
  readonly cameraOn: boolean;
  readonly sharing: 'own' | 'others' | 'none';
  readonly onWifi: boolean;
}

/** One stream as it is when all is well. Its type says medium, direction and path, as Zoom names them. */
interface Stream {
  readonly type: string;
  readonly bitrate: number;
  /** How much of the link's loss and jitter reaches it. */
  readonly exposure: number;
  readonly picture?: { readonly frameRate: number; readonly resolution: number };
}

/** Makes the readings of a record, from the conditions that the link had meanwhile. */
export type ReadRecord = (conditions: readonly Condition[], situation: Situation) => ConferenceReading[];

/** The streams of one guest, with habits of their own. */
export function createReader(path: MediaPath, random: Random): ReadRecord {
  const stream = (media: Media, isSent: boolean, bitrate: number, picture?: Stream['picture']): Stream => ({
    type: typeOf(media, isSent, path),
    bitrate,
    exposure: 0.6 + 0.5 * random.fraction(),
    ...(picture && { picture }),
  });
  const camera = { frameRate: random.integer(24, 30), resolution: random.integer(1, 2) };
  const gallery = { frameRate: random.integer(22, 28), resolution: random.integer(1, 2) };
  const screen = { frameRate: random.integer(5, 15), resolution: 3 };
  const streams = {
    audioSent: stream('audio', true, random.integer(38, 66)),
    audioReceived: stream('audio', false, random.integer(44, 78)),
    videoSent: stream('video', true, random.integer(550, 1300), camera),
    videoReceived: stream('video', false, random.integer(700, 2100), gallery),
    shareSent: stream('as', true, random.integer(160, 520), screen),
    shareReceived: stream('as', false, random.integer(160, 520), screen),
  };
  const usualRssi = random.integer(-64, -42);

  return (conditions, { cameraOn, sharing, onWifi }) => {
    const active = [
      streams.audioSent,
      streams.audioReceived,
      ...(cameraOn ? [streams.videoSent] : []),
      streams.videoReceived,
      ...(sharing === 'own' ? [streams.shareSent] : []),
      ...(sharing === 'others' ? [streams.shareReceived] : []),
    ];
    const readings = active.map((each) => readStream(each, conditions, random));
    // A room system reports its streams alone.
    if (path === 'crc') return readings;
    const score = scoreOf(conditions);
    readings.push({ type: 'audio_quality', values: { quality: score, quality_score: score } });
    readings.push(readCpu(path, cameraOn, sharing === 'own', random));
    if (onWifi) readings.push(readWifi(usualRssi, conditions, random));
    const notice = noticeOf(conditions);
    if (notice !== undefined)
      readings.push({ type: 'notification', values: { network_notification: notice } });
    return readings;
  };
}

function typeOf(media: Media, isSent: boolean, path: MediaPath): string {
  if (path === 'client') return `${media}_${isSent ? 'input' : 'output'}`;
  return `${media}_device_${isSent ? 'from' : 'to'}_${path}`;
}

function readStream(stream: Stream, conditions: readonly Condition[], random: Random): ConferenceReading {
  const { type, bitrate, exposure, picture } = stream;
  const capacity = mean(conditions, (condition) => condition.capacity);
  const losses = conditions.map(({ loss }) => loss * exposure);
  const values: ConferenceReading['values'] = {
    bitrate: Math.round(bitrate * capacity * (0.94 + 0.12 * random.fraction())),
    latency: Math.round(mean(conditions, ({ latencyMs }) => latencyMs) * (0.98 + 0.04 * random.fraction())),
    jitter: Math.round(mean(conditions, ({ jitterMs }) => jitterMs) * exposure),
    avg_loss: Math.round(mean(losses, (loss) => loss)),
    max_loss: Math.round(Math.max(...losses)),
  };
  if (picture) {
    // Smaller pictures first, then fewer of them.
    const steps = capacity < 0.55 ? 2 : capacity < 0.8 ? 1 : 0;
    values.resolution = Math.max(0, picture.resolution - steps);
    values.frame_rate = Math.round(picture.frameRate * Math.min(1, 0.35 + 0.7 * capacity));
  }
  return { type, values };
}

function readCpu(path: MediaPath, cameraOn: boolean, isSharing: boolean, random: Random): ConferenceReading {
  const usage = random.integer(6, 14) + (cameraOn ? 7 : 0) + (isSharing ? 6 : 0);
  const peak = usage + random.integer(2, 14);
  const system = peak + random.integer(6, 38);
  const values: ConferenceReading['values'] = {
    zoom_min_cpu_usage: usage - random.integer(1, 5),
    zoom_avg_cpu_usage: usage,
    zoom_max_cpu_usage: peak,
    system_max_cpu_usage: system,
  };
  // Only browsers tell of pressure.
  if (path === 'rwg') {
    const most = system > 64 ? 2 : system > 48 ? 1 : 0;
    values.system_min_cpu_pressure_level = 0;
    values.system_avg_cpu_pressure_level = most > 1 ? 1 : 0;
    values.system_max_cpu_pressure_level = most;
  }
  return { type: 'cpu_usage', values };
}

function readWifi(usual: number, conditions: readonly Condition[], random: Random): ConferenceReading {
  const avg =
    Math.round(usual - 16 * mean(conditions, ({ congestion }) => congestion)) + random.integer(-2, 2);
  const values = {
    min_rssi: avg - random.integer(2, 7),
    avg_rssi: avg,
    max_rssi: avg + random.integer(2, 6),
    rssi_unit: 0,
  };
  return { type: 'wifi_rssi', values };
}

/** The index of the warning that a client would show. */
function noticeOf(conditions: readonly Condition[]): number | undefined {
  if (mean(conditions, ({ loss }) => loss) > 300) return 1;
  return mean(conditions, ({ capacity }) => capacity) < 0.72 ? 0 : undefined;
}

/** A score from 1 to 5, in hundredths. Zoom does not publish its own; this one falls as Zoom's does. */
function scoreOf(conditions: readonly Condition[]): number {
  const score =
    450 -
    0.5 * Math.max(0, mean(conditions, ({ latencyMs }) => latencyMs) - 100) -
    1.2 * Math.max(0, mean(conditions, ({ jitterMs }) => jitterMs) - 20) -
    0.35 * mean(conditions, ({ loss }) => loss);
  return Math.round(Math.max(100, score));
}

function mean<T>(items: readonly T[], of: (item: T) => number): number {
  let sum = 0;
  for (const item of items) sum += of(item);
  return sum / items.length;
}
