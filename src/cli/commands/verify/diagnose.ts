import { equalDigests, fromHex } from '../../../webhooks/bytes.js';
import { digestOf } from '../../../webhooks/signature.js';
import { bodyVariations } from './body-variations.js';
import { secretVariations, timeVariations, type Variation } from './variation.js';

/** With what a signature fits. */
export interface Fit {
  /** What had to be changed; nothing for what was given. */
  readonly changes: readonly string[];
  /** The time that fits, as Zoom writes it. */
  readonly time: string;
}

export interface Diagnosis {
  /** What fits with the fewest changes. */
  readonly fit: Fit | undefined;
  /** How many things there were to try. */
  readonly tried: number;
}

/**
 * Looks for what a signature was made over: what was given, or what that may have been before something changed it.
 *
 * It says which of many things fits a signature that was given, and never what signature a thing has.
 */
export async function diagnose(hex: string, time: string, secret: string, body: Buffer): Promise<Diagnosis> {
  const claimed = fromHex(hex);
  const candidates = combinations(secretVariations(secret), timeVariations(time), bodyVariations(body));
  for (const { parts, changes } of candidates) {
    const [secretPart, timePart, bodyPart] = parts;
    if (equalDigests(await digestOf(secretPart, timePart, bodyPart), claimed))
      return { fit: { changes, time: timePart }, tried: candidates.length };
  }
  return { fit: undefined, tried: candidates.length };
}

/** Every combination, those with the fewest changes first. */
function combinations<A, B, C>(
  as: readonly Variation<A>[],
  bs: readonly Variation<B>[],
  cs: readonly Variation<C>[],
): { readonly parts: readonly [A, B, C]; readonly changes: readonly string[] }[] {
  return as
    .flatMap((a) => bs.flatMap((b) => cs.map((c) => [a, b, c] as const)))
    .map(([a, b, c]) => ({
      parts: [a.value, b.value, c.value] as const,
      changes: [a.change, b.change, c.change].filter((change) => change !== undefined),
    }))
    .sort((one, other) => one.changes.length - other.changes.length);
}
