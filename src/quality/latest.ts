import type { QosSample } from '../samples/index.js';

/** What a sample says of who and where, and when. */
type Said = Pick<QosSample, 'product' | 'accountId' | 'eventAtMs' | 'conference' | 'participant'>;

/** Whom the latest sample belongs to. Samples of one event follow one another, and say the same of who and where. */
export class Latest<T> {
  #said: Said | undefined;
  #owner: T | undefined;

  /** The owner of the latest sample, if this one says the same. */
  ownerOf(sample: Said): T | undefined {
    const said = this.#said;
    const isSame =
      said !== undefined &&
      said.eventAtMs === sample.eventAtMs &&
      said.product === sample.product &&
      said.accountId === sample.accountId &&
      haveSameFields(said.participant, sample.participant) &&
      haveSameFields(said.conference, sample.conference);
    return isSame ? this.#owner : undefined;
  }

  set({ product, accountId, eventAtMs, conference, participant }: Said, owner: T): void {
    // Copies, since the caller may change theirs.
    const copies = { conference: { ...conference }, participant: { ...participant } };
    this.#said = { product, accountId, eventAtMs, ...copies };
    this.#owner = owner;
  }

  forget(): void {
    this.#said = undefined;
    this.#owner = undefined;
  }
}

function haveSameFields<T extends object>(one: T, other: T): boolean {
  let more = 0;
  for (const field in one) {
    if (one[field] === undefined || one[field] !== other[field]) return false;
    more -= 1;
  }
  for (const _ in other) more += 1;
  return more === 0;
}
