import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The paths whose file in the directory is missing or differs from the generated text. */
export function drifted(files: ReadonlyMap<string, string>, directory: string): string[] {
  const differs = ([path, text]: [string, string]) => {
    const committed = join(directory, path);
    return !existsSync(committed) || readFileSync(committed, 'utf8') !== text;
  };
  return [...files].filter(differs).map(([path]) => path);
}
