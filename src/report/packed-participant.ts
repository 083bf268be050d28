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
export class PackedParticipant {
  readonly key: string;
  readonly rank: Rank;
  readonly #json: Uint8Array;

  constructor({ key, data }: Pick<MeasuredParticipant, 'key' | 'data'>) {
    this.key = key;
    this.rank = rankOf(data);
    this.#json = encoder.encode(json(data));
  }

  /** The JSON of a `ParticipantData`, in pieces. */
  *pieces(conference: number): Generator<string | Uint8Array> {
    yield `{"conference":${conference},`;
    yield this.#json.subarray(1);
  }

  unpack(conference: number): ParticipantData {
    // It was made of such data.
    const data = JSON.parse(decoder.decode(this.#json)) as MeasuredParticipant['data'];
    return { ...data, conference };
  }
}
