import { readFileSync } from 'node:fs';

/** An input that once failed, as text. */
export function caseText(name: string): string {
  return readFileSync(new URL(`../fixtures/cases/${name}.json`, import.meta.url), 'utf8');
}
