import type { StreamType } from './stream-type.js';
import type { QosSample } from './types.js';

/** What all samples of one event or row have in common. */
export type Origin = Pick<QosSample, 'source' | 'product' | 'window' | 'eventAtMs' | 'accountId'>;

/** A sample in the making. */
export type Draft = { -readonly [K in keyof QosSample]: QosSample[K] };

/** Who was where. */
type Who = Pick<QosSample, 'conference' | 'participant'>;

/**
 * A sample without a value. Every field is spelled out: objects made by one literal have one layout, which makes them
 * several times cheaper than copies. Their order is that of the columns. The compiler sees to it that no metric of the
 * table is missing.
 */
export function emptySample(
  id: string,
  origin: Origin,
  { conference, participant }: Who,
  measuredAtMs: number | null,
  type: string,
  stream: StreamType | undefined,
): Draft {
  return {
    id,
    source: origin.source,
    product: origin.product,
    window: origin.window,
    measuredAtMs,
    eventAtMs: origin.eventAtMs,
    accountId: origin.accountId,
    conference,
    participant,
    type,
    media: stream?.media ?? null,
    direction: stream?.direction ?? null,
    path: stream?.path ?? null,
    bitrateKbps: null,
    latencyMs: null,
    jitterMs: null,
    lossPercent: null,
    frameRateFps: null,
    zoomCpuPercent: null,
    systemCpuPercent: null,
    rssiDbm: null,
    resolution: null,
    cpuPressure: null,
    quality: null,
    qualityScore: null,
    mos: null,
    network: null,
    notification: null,
  };
}

/** Every field of a sample, in order. */
export const FIELDS = /* @__PURE__ */ Object.keys(
  /* @__PURE__ */ emptySample('', {} as Origin, {} as Who, null, '', undefined),
) as (keyof QosSample)[];
