import type { Random } from '../random.js';

/** The characteristics of a network connection. Times in ms, loss in hundredths of a percent. */
export interface LinkProfile {
  readonly latencyMs: Range;
  readonly jitterMs: Range;
  /** The highest loss outside bursts. */
  readonly idleLoss: number;
  /** The probabilities that a burst starts and ends from one step to the next: a Gilbert-Elliott model. */
  readonly burst: { readonly startChance: number; readonly endChance: number };
  /** What the worst of a burst adds to each value, and the share of the bitrate it costs. */
  readonly worst: {
    readonly latencyMs: number;
    readonly jitterMs: number;
    readonly loss: number;
    readonly bitrate: number;
  };
}

export type Range = readonly [least: number, most: number];

/** The condition of a link during one step. */
export interface LinkCondition {
  readonly latencyMs: number;
  readonly jitterMs: number;
  /** In hundredths of a percent. */
  readonly loss: number;
  /** The share of the normal bitrate that is available. */
  readonly capacity: number;
  /** From 0 (none) to 1. */
  readonly congestion: number;
}

/**
 * Creates a link; each call returns the condition of the next step. All values derive from one congestion level, so that
 * latency, jitter, loss and bitrate get worse together. Congestion follows bursts with some inertia.
 */
export function createLink(profile: LinkProfile, random: Random): () => LinkCondition {
  const { burst, worst, idleLoss } = profile;
  const usualLatency = random.integer(...profile.latencyMs);
  const usualJitter = random.integer(...profile.jitterMs);
  let inBurst = false;
  let congestion = 0;
  return () => {
    inBurst = inBurst ? !random.chance(burst.endChance) : random.chance(burst.startChance);
    const target = inBurst ? 0.5 + 0.5 * random.fraction() : 0.12 * random.fraction();
    congestion += 0.6 * (target - congestion);
    const severity = congestion * congestion;
    return {
      latencyMs: usualLatency * (0.92 + 0.16 * random.fraction()) + worst.latencyMs * severity,
      jitterMs: usualJitter * (0.7 + 0.6 * random.fraction()) + worst.jitterMs * severity,
      loss: idleLoss * random.fraction() * random.fraction() + worst.loss * severity * congestion,
      capacity: 1 - worst.bitrate * congestion,
      congestion,
    };
  };
}
