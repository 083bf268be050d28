import { inspect } from 'node:util';

/** Everything a log could show of an error. */
export function everythingIn(error: unknown): string {
  const own =
    error instanceof Error
      ? Object.getOwnPropertyNames(error).map((key) => String(Reflect.get(error, key)))
      : [];
  const seen = [
    inspect(error, { depth: 20, showHidden: true }),
    JSON.stringify(error),
    String(error),
    ...own,
  ];
  // A stack names the files it came through, which are no payload.
  return seen.join('\n').replaceAll(/^\s+at .*$/gm, '');
}
