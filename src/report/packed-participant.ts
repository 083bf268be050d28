import type { ParticipantData } from './data.js';
import { json } from './json.js';
import type { MeasuredParticipant } from './participant.js';
import { type Rank, rankOf } from './worse-first.js';

const encoder = /* @__PURE__ */ new TextEncoder();
const decoder = /* @__PURE__ */ new TextDecoder();

/**
 * What the page shows of a participant, as JSON, which takes a fraction of the memory of objects; and beside it what
 * participants are sorted by.
 */
export interface PackedParticipant {
  readonly key: string;
  readonly rank: Rank;
  /** Of a `ParticipantData` without its conference, in UTF-8. */
  readonly json: Uint8Array;
}

export function pack({ key, data }: Pick<MeasuredParticipant, 'key' | 'data'>): PackedParticipant {
  return { key, rank: rankOf(data), json: encoder.encode(json(data)) };
}

/** The JSON of a `ParticipantData`, in pieces. */
export function* piecesOf(
  packed: PackedParticipant,
  conference: number,
): Generator<string | Uint8Array, void, undefined> {
  yield `{"conference":${conference},`;
  yield packed.json.subarray(1);
}

export function unpack(packed: PackedParticipant, conference: number): ParticipantData {
  // It was made of such data.
  const data = JSON.parse(decoder.decode(packed.json)) as MeasuredParticipant['data'];
  return { ...data, conference };
}
