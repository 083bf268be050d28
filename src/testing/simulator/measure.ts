import type { Random } from '../random.js';
import type { CONFERENCE_FIELDS } from './fields.js';
import type { LinkCondition } from './link.js';
import type { MediaPath } from './profiles.js';
import type { Measurement } from './record.js';

type ConferenceMeasurement = Measurement<typeof CONFERENCE_FIELDS>;
type Media = 'audio' | 'video' | 'as';

/** What a client is doing during a record. */
export interface ClientState {
  readonly cameraOn: boolean;
  readonly sharing: 'own' | 'others' | 'none';
  readonly onWifi: boolean;
}

/** One stream under good conditions. Its type is Zoom's name for medium, direction and path. */
interface Stream {
  readonly type: string;
  readonly bitrate: number;
  /** The share of the link's loss and jitter that affects this stream. */
  readonly exposure: number;
  readonly picture?: { readonly frameRate: number; readonly resolution: number };
}

/** Measures all streams of a record, given the link's conditions during it. */
export type MeasureRecord = (
  conditions: readonly LinkCondition[],
  situation: ClientState,
) => ConferenceMeasurement[];

/** Creates the meter of one participant. Its streams have random but constant characteristics. */
export function createMeter(path: MediaPath, random: Random): MeasureRecord {
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
    const measurements = active.map((each) => measureStream(each, conditions, random));
    // Room systems report streams only.
    if (path === 'crc') return measurements;
    const score = scoreOf(conditions);
    measurements.push({ type: 'audio_quality', values: { quality: score, quality_score: score } });
    measurements.push(measureCpu(path, cameraOn, sharing === 'own', random));
    if (onWifi) measurements.push(measureWifi(usualRssi, conditions, random));
    const notice = noticeOf(conditions);
    if (notice !== undefined)
      measurements.push({ type: 'notification', values: { network_notification: notice } });
    return measurements;
  };
}

function typeOf(media: Media, isSent: boolean, path: MediaPath): string {
  if (path === 'client') return `${media}_${isSent ? 'input' : 'output'}`;
  return `${media}_device_${isSent ? 'from' : 'to'}_${path}`;
}

function measureStream(
  stream: Stream,
  conditions: readonly LinkCondition[],
  random: Random,
): ConferenceMeasurement {
  const { type, bitrate, exposure, picture } = stream;
  const capacity = mean(conditions, (condition) => condition.capacity);
  const losses = conditions.map(({ loss }) => loss * exposure);
  const values: ConferenceMeasurement['values'] = {
    bitrate: Math.round(bitrate * capacity * (0.94 + 0.12 * random.fraction())),
    latency: Math.round(mean(conditions, ({ latencyMs }) => latencyMs) * (0.98 + 0.04 * random.fraction())),
    jitter: Math.round(mean(conditions, ({ jitterMs }) => jitterMs) * exposure),
    avg_loss: Math.round(mean(losses, (loss) => loss)),
    max_loss: Math.round(Math.max(...losses)),
  };
  if (picture) {
    // First the resolution drops, then the frame rate.
    const steps = capacity < 0.55 ? 2 : capacity < 0.8 ? 1 : 0;
    values.resolution = Math.max(0, picture.resolution - steps);
    values.frame_rate = Math.round(picture.frameRate * Math.min(1, 0.35 + 0.7 * capacity));
  }
  return { type, values };
}

function measureCpu(
  path: MediaPath,
  cameraOn: boolean,
  isSharing: boolean,
  random: Random,
): ConferenceMeasurement {
  const usage = random.integer(6, 14) + (cameraOn ? 7 : 0) + (isSharing ? 6 : 0);
  const peak = usage + random.integer(2, 14);
  const system = peak + random.integer(6, 38);
  const values: ConferenceMeasurement['values'] = {
    zoom_min_cpu_usage: usage - random.integer(1, 5),
    zoom_avg_cpu_usage: usage,
    zoom_max_cpu_usage: peak,
    system_max_cpu_usage: system,
  };
  // Only browsers report CPU pressure.
  if (path === 'rwg') {
    const most = system > 64 ? 2 : system > 48 ? 1 : 0;
    values.system_min_cpu_pressure_level = 0;
    values.system_avg_cpu_pressure_level = most > 1 ? 1 : 0;
    values.system_max_cpu_pressure_level = most;
  }
  return { type: 'cpu_usage', values };
}

function measureWifi(
  usual: number,
  conditions: readonly LinkCondition[],
  random: Random,
): ConferenceMeasurement {
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

/** The index of the warning that the client shows, if any. */
function noticeOf(conditions: readonly LinkCondition[]): number | undefined {
  if (mean(conditions, ({ loss }) => loss) > 300) return 1;
  return mean(conditions, ({ capacity }) => capacity) < 0.72 ? 0 : undefined;
}

/** A quality score from 1 to 5, in hundredths. Zoom's formula is not published; this one falls with quality likewise. */
function scoreOf(conditions: readonly LinkCondition[]): number {
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
