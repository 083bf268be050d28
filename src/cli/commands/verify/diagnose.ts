import { equalDigests } from '../../../webhooks/bytes.js';
import { digestOf } from '../../../webhooks/signature.js';
import { bodyVariations } from './body-variations.js';
import { secretVariations, timeVariations, type Variation } from './variation.js';

/** The secret, time and body that a signature was made from. */
export interface Match {
  /** What to do to the given inputs; empty if they match as given. */
  readonly fixes: readonly string[];
  /** The timestamp that was signed. */
  readonly time: string;
}

export interface Diagnosis {
  /** The match with the fewest fixes. */
  readonly match: Match | undefined;
  /** How many combinations there were. */
  readonly tried: number;
}

/**
 * Finds what a signature was made from: the inputs as given, or their likely originals.
 *
 * It says which combination matches a given signature. It never reveals the signature of a combination.
 */
export async function diagnose(hex: string, time: string, secret: string, body: Buffer): Promise<Diagnosis> {
  const combinations = combine(secretVariations(secret), timeVariations(time), bodyVariations(body));
  for (const { parts, fixes } of combinations) {
    const [secretPart, timePart, bodyPart] = parts;
    if (equalDigests(await digestOf(secretPart, timePart, bodyPart), hex))
      return { match: { fixes, time: timePart }, tried: combinations.length };
  }
  return { match: undefined, tried: combinations.length };
}

/** Every combination, those with the fewest fixes first. */
function combine<A, B, C>(
  as: readonly Variation<A>[],
  bs: readonly Variation<B>[],
  cs: readonly Variation<C>[],
): { readonly parts: readonly [A, B, C]; readonly fixes: readonly string[] }[] {
  return as
    .flatMap((a) => bs.flatMap((b) => cs.map((c) => [a, b, c] as const)))
    .map(([a, b, c]) => ({
      parts: [a.value, b.value, c.value] as const,
      fixes: [a.fix, b.fix, c.fix].filter((fix) => fix !== undefined),
    }))
    .sort((one, other) => one.fixes.length - other.fixes.length);
}
