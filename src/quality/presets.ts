import type { Thresholds } from './thresholds.js';

/** Thresholds that somebody published. */
export interface Preset {
  /** Its name, for people. */
  readonly name: string;
  /** The limits. */
  readonly thresholds: Thresholds;
  /**
   * What is meant by latency. Zoom does not say which of the two QSS measures, so that a limit for round trips may be
   * too lenient by half.
   */
  readonly latency: 'one way' | 'round trip' | 'not said';
  /** How many of the latest readings must break a limit before its publisher warns; only where it says so. */
  readonly rule?: { readonly breaches: number; readonly of: number } | undefined;
  /** The page that gives the figures. */
  readonly source: string;
}

const PUBLISHED = {
  zoom: {
    name: 'Zoom',
    thresholds: { latencyMs: 150, jitterMs: 40, lossPercent: 2 },
    latency: 'not said',
    source: 'https://support.zoom.com/hc/en/article?id=zm_kb&sysparm_article=KB0070504',
  },
  microsoft: {
    name: 'Microsoft, network target',
    thresholds: { latencyMs: 100, jitterMs: 30, lossPercent: 1 },
    latency: 'round trip',
    source: 'https://learn.microsoft.com/microsoftteams/prepare-network',
  },
  microsoftPoor: {
    name: 'Microsoft, poor audio stream',
    thresholds: { latencyMs: 500, jitterMs: 30, lossPercent: 10 },
    latency: 'round trip',
    source: 'https://learn.microsoft.com/microsoftteams/stream-classification-in-call-quality-dashboard',
  },
  twilio: {
    name: 'Twilio',
    thresholds: { latencyMs: 400, jitterMs: 30, lossPercent: 1, mos: 3.5 },
    latency: 'round trip',
    rule: { breaches: 3, of: 5 },
    source: 'https://www.twilio.com/docs/voice/voice-insights/api/call/details-sdk-call-quality-events',
  },
} as const satisfies Record<string, Preset>;

/**
 * Thresholds by who published them.
 *
 * - `zoom`: latency 150 ms, jitter 40 ms, loss 2 %, as commonly given for Zoom's advice on meeting statistics. Its page,
 *   to which Zoom's developer documentation points, needs a script to be read, and does not say which way latency goes.
 *   https://support.zoom.com/hc/en/article?id=zm_kb&sysparm_article=KB0070504
 * - `microsoft`: what Microsoft asks of the network between a Teams client and its edge: 100 ms round trip (50 ms one
 *   way), jitter below 30 ms and loss below 1 % over 15 seconds. A target for planning: people notice less than this.
 *   https://learn.microsoft.com/microsoftteams/prepare-network
 * - `microsoftPoor`: from where Microsoft's Call Quality Dashboard calls an audio stream poor: 500 ms round trip, jitter
 *   30 ms, loss 10 %, each an average over the stream.
 *   https://learn.microsoft.com/microsoftteams/stream-classification-in-call-quality-dashboard
 * - `twilio`: from where Twilio's Voice SDK warns: 400 ms round trip, jitter 30 ms, loss 1 %, mean opinion score below
 *   3.5, in three of the last five samples, which is its `rule`. A sample of Twilio's is a second, a reading of Zoom's a minute.
 *   https://www.twilio.com/docs/voice/voice-insights/api/call/details-sdk-call-quality-events
 *
 * @example
 * breaches(sample, { ...PRESETS.zoom.thresholds, zoomCpuPercent: 80 })
 */
export const PRESETS: { readonly [N in keyof typeof PUBLISHED]: Preset & (typeof PUBLISHED)[N] } = PUBLISHED;
