import type { Random } from '../random.js';

/** What a kind of network connection is like. Times in ms, loss in hundredths of a percent. */
export interface LinkProfile {
  readonly latencyMs: Range;
  readonly jitterMs: Range;
  /** Loss when all is well, at most. */
  readonly idleLoss: number;
  /** How likely a bad spell begins and ends, from one reading to the next: a Gilbert-Elliott chain. */
  readonly spell: { readonly begins: number; readonly ends: number };
  /** What the worst of a bad spell adds, and the share of the bitrate that it takes. */
  readonly worst: {
    readonly latencyMs: number;
    readonly jitterMs: number;
    readonly loss: number;
    readonly bitrate: number;
  };
}

export type Range = readonly [least: number, most: number];

/** What a link is like during one reading. */
export interface Condition {
  readonly latencyMs: number;
  readonly jitterMs: number;
  /** In hundredths of a percent. */
  readonly loss: number;
  /** The share of the usual bitrate that gets through. */
  readonly capacity: number;
  /** From 0, all well, to 1. */
  readonly congestion: number;
}

/**
 * A link over time, one condition a reading. All that a condition says comes from one congestion, so that latency, jitter,
 * loss and bitrate go bad together; it follows bad spells with some inertia.
 */
export function createLink(profile: LinkProfile, random: Random): () => Condition {
  const { spell, worst, idleLoss } = profile;
  const usualLatency = random.integer(...profile.latencyMs);
  const usualJitter = random.integer(...profile.jitterMs);
  let bad = false;
  let congestion = 0;
  return () => {
    bad = bad ? !random.chance(spell.ends) : random.chance(spell.begins);
    const target = bad ? 0.5 + 0.5 * random.fraction() : 0.12 * random.fraction();
    congestion += 0.6 * (target - congestion);
    const strain = congestion * congestion;
    return {
      latencyMs: usualLatency * (0.92 + 0.16 * random.fraction()) + worst.latencyMs * strain,
      jitterMs: usualJitter * (0.7 + 0.6 * random.fraction()) + worst.jitterMs * strain,
      loss: idleLoss * random.fraction() * random.fraction() + worst.loss * strain * congestion,
      capacity: 1 - worst.bitrate * congestion,
      congestion,
    };
  };
}
