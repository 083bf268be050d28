import type { Participant } from '../samples/index.js';
import type { ConferenceData, TimeRange } from './data.js';
import { GroupCounter } from './group-counter.js';
import type { MeasuredParticipant } from './participant.js';
import type { KnownConference } from './participations.js';

/** Adds up the participants of one conference. */
export class ConferenceCounter {
  readonly conference: KnownConference;
  readonly group = new GroupCounter();
  #timeRange: TimeRange | null = null;
  #summarisedAtMs: number | null = null;
  /** Of a call; a meeting may have thousands. */
  readonly #parties: Party[] = [];

  constructor(conference: KnownConference) {
    this.conference = conference;
  }

  add(measured: MeasuredParticipant): void {
    const { key, data } = measured;
    this.group.add(measured);
    this.#timeRange = enclosing(this.#timeRange, data.timeRange);
    if (data.summarisedAtMs !== null)
      this.#summarisedAtMs = Math.max(this.#summarisedAtMs ?? data.summarisedAtMs, data.summarisedAtMs);
    if (this.conference.product === 'phone') this.#parties.push({ key, participant: data.participant });
  }

  data(): ConferenceData {
    const { product, known } = this.conference;
    const { startAtMs, endAtMs } = known.value;
    const said =
      startAtMs !== null && endAtMs !== null && startAtMs <= endAtMs
        ? { startMs: startAtMs, endMs: endAtMs }
        : null;
    return {
      product,
      conference: known.value,
      timeRange: enclosing(this.#timeRange, said),
      summarisedAtMs: this.#summarisedAtMs,
      parties: this.#parties.sort(callersFirst).map(({ participant }) => participant),
      ...this.group.figures(),
    };
  }
}

type Party = { readonly key: string; readonly participant: Participant };

function callersFirst(a: Party, b: Party): number {
  const isCallee = ({ participant }: Party) => Number(participant.role === 'callee');
  return (
    isCallee(a) - isCallee(b) || a.participant.ordinal - b.participant.ordinal || (a.key < b.key ? -1 : 1)
  );
}

function enclosing(a: TimeRange | null, b: TimeRange | null): TimeRange | null {
  if (a === null || b === null) return a ?? b;
  return { startMs: Math.min(a.startMs, b.startMs), endMs: Math.max(a.endMs, b.endMs) };
}
