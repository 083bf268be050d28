import { emplace } from '../../../quality/emplace.js';
import type { ReportSample } from '../../../report/records.js';

/** The texts of a sample that the report reads, which many samples have in common. */
const TEXTS = [
  'source',
  'span',
  'type',
  'media',
  'direction',
  'path',
  'quality',
  'network',
  'notification',
] as const;

/** What many samples have in common. */
export type SampleKind = Pick<ReportSample, (typeof TEXTS)[number]>;

/** Numbers different kinds. */
export class SampleKinds {
  readonly list: SampleKind[] = [];
  readonly #indexes = new Map<string, number>();
  /** The last index of each type. */
  readonly #last = new Map<string, number>();

  indexOf(sample: SampleKind): number {
    const last = this.#last.get(sample.type);
    const before = last === undefined ? undefined : this.list[last];
    if (last !== undefined && before !== undefined && TEXTS.every((name) => before[name] === sample[name]))
      return last;
    const { source, span, type, media, direction, path, quality, network, notification } = sample;
    const kind = { source, span, type, media, direction, path, quality, network, notification };
    const index = emplace(this.#indexes, JSON.stringify(kind), () => this.list.push(kind) - 1);
    this.#last.set(type, index);
    return index;
  }
}
