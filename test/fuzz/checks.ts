/** What holds of everything the library gives, whatever came in. Without vitest, so that `npm run fuzz` can use it. */
import assert from 'node:assert/strict';
import { isZoomQssError } from 'zoom-qss';

/** A text that bodies hold and nothing else does: where it shows, payload shows. */
export const MARK = 'Zq7Mark';

/** An error has one of the documented codes, and shows none of the texts that are private. */
export function checkError(error: unknown, codes: readonly string[], secrets: readonly string[] = [MARK]) {
  if (!isZoomQssError(error)) throw error;
  if (!codes.includes(error.code)) assert.fail(`undocumented code ${error.code}`);
  checkHides(error, secrets);
}

/** No text that a log could show of a value holds one of the texts that are private. */
export function checkHides(value: unknown, secrets: readonly string[]): void {
  const shown = textsIn(value);
  for (const secret of secrets) if (shown.includes(secret)) assert.fail(`a value shows ${secret}`);
}

/**
 * All texts and keys in a value: hidden fields, causes, and the items of maps and sets as well. It finds what
 * `inspect(value, { showHidden: true })` prints, but does not lay it out, which takes ten times as long. Bytes are left out: they
 * are printed as numbers.
 */
function textsIn(value: unknown, seen = new Set<unknown>()): string {
  if (typeof value !== 'object' && typeof value !== 'function')
    return typeof value === 'string' || typeof value === 'symbol' ? `${String(value)}\n` : '';
  if (value === null || ArrayBuffer.isView(value) || seen.has(value)) return '';
  seen.add(value);
  let texts = '';
  for (const key of Reflect.ownKeys(value))
    texts += `${String(key)}\n${textsIn(Reflect.get(value, key), seen)}`;
  if (value instanceof Map || value instanceof Set) for (const item of value) texts += textsIn(item, seen);
  return texts;
}

/** No number in a value is NaN or infinite, however deep. */
export function checkFinite(value: unknown): void {
  if (typeof value === 'number' && !Number.isFinite(value)) assert.fail(`a number is ${value}`);
  if (typeof value !== 'object' || value === null) return;
  for (const key in value) checkFinite((value as Record<string, unknown>)[key]);
}

/** Ids are unique, and hold nothing that databases refuse. */
export function checkIds(ids: readonly string[]): void {
  assert.equal(new Set(ids).size, ids.length, 'two records share an id');
  for (const id of ids) {
    if (!isWellFormed(id)) assert.fail('an id holds half a surrogate pair');
    if (id.includes('\0')) assert.fail('an id holds NUL');
  }
}

/** Two values are the same JSON. Unlike `deepEqual` it takes no longer than the library itself. */
export function checkSame(one: unknown, other: unknown, message: string): void {
  if (JSON.stringify(one) !== JSON.stringify(other)) assert.deepEqual(one, other, message);
}

/** Whether a text holds no half of a surrogate pair. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
