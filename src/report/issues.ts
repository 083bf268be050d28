import { emplace } from '../quality/emplace.js';
import type { SampleIssue } from '../samples/index.js';
import type { IssueGroup } from './data.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Counts equal issues together. Array indexes in paths are ignored. */
export class IssueCounter {
  count = 0;
  readonly #groups = new Map<string, Mutable<IssueGroup>>();

  add({ code, path, text, expected }: SampleIssue): void {
    const generalPath = pathText(path);
    const key = JSON.stringify([code, generalPath, text, expected]);
    const group = emplace(this.#groups, key, () => ({ code, path: generalPath, text, expected, count: 0 }));
    group.count += 1;
    this.count += 1;
  }

  /** Most frequent first. */
  groups(): IssueGroup[] {
    return [...this.#groups]
      .sort(([one, a], [other, b]) => b.count - a.count || (one < other ? -1 : 1))
      .map(([, group]) => group);
  }
}

function pathText(path: SampleIssue['path']): string {
  return path
    .map((step) => (typeof step === 'number' ? '[]' : `.${step}`))
    .join('')
    .replace(/^\./, '');
}
