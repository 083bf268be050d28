import type { SampleIssue } from '../samples/index.js';
import type { IssueGroup } from './data.js';

/** Counts equal issues together, most frequent first. Array indexes in paths are ignored. */
export function groupIssues(issues: Iterable<SampleIssue>): IssueGroup[] {
  const groups = new Map<string, IssueGroup>();
  for (const { code, path, text, expected } of issues) {
    const generalPath = pathText(path);
    const key = JSON.stringify([code, generalPath, text, expected]);
    const count = (groups.get(key)?.count ?? 0) + 1;
    groups.set(key, { code, path: generalPath, text, expected, count });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

function pathText(path: SampleIssue['path']): string {
  return path
    .map((step) => (typeof step === 'number' ? '[]' : `.${step}`))
    .join('')
    .replace(/^\./, '');
}
