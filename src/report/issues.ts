import { emplace } from '../quality/emplace.js';
import type { SampleIssue } from '../samples/index.js';
import type { IssueGroup } from './data.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Counts equal issues together. Array indexes in paths are ignored. */
export class IssueCounter {
  count = 0;
  readonly #groups = new Map<string, Mutable<IssueGroup>>();

  add({ code, path, text, expected }: SampleIssue): void {
    this.addGroup({ code, path: pathText(path), text, expected, count: 1 });
  }

  /** Adds equal issues that were counted before. */
  addGroup({ code, path, text, expected, count }: IssueGroup): void {
    const key = JSON.stringify([code, path, text, expected]);
    const group = emplace(this.#groups, key, () => ({ code, path, text, expected, count: 0 }));
    group.count += count;
    this.count += count;
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
