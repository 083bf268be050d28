import type { SampleIssue } from '../samples/index.js';
import type { IssueData } from './data.js';

/** Every issue once, with how often it was met; which of many like items it was met in makes no difference. */
export function issuesOf(issues: Iterable<SampleIssue>): IssueData[] {
  const found = new Map<string, IssueData>();
  for (const { code, path, text, expected } of issues) {
    const place = pathText(path);
    const key = JSON.stringify([code, place, text, expected]);
    const count = (found.get(key)?.count ?? 0) + 1;
    found.set(key, { code, path: place, text, expected, count });
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}

function pathText(path: SampleIssue['path']): string {
  return path
    .map((step) => (typeof step === 'number' ? '[]' : `.${step}`))
    .join('')
    .replace(/^\./, '');
}
