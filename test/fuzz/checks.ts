/** What holds of everything the library gives, whatever came in. Without vitest, so that `npm run fuzz` can use it. */
import assert from 'node:assert/strict';
import { isZoomQssError } from 'zoom-qss';
import { everythingIn } from '../everything-in.js';

/** A text that bodies hold and nothing else does: where it shows, payload shows. */
export const MARK = 'Zq7Mark';

/** An error has one of the documented codes, and shows none of the texts that are private. */
export function checkError(error: unknown, codes: readonly string[], secrets: readonly string[] = [MARK]) {
  if (!isZoomQssError(error)) throw error;
  assert.ok(codes.includes(error.code), `undocumented code ${error.code}`);
  const shown = everythingIn(error);
  for (const secret of secrets) assert.ok(!shown.includes(secret), `an error shows ${secret}`);
}

/** No number in a value is NaN or infinite, however deep. */
export function checkFinite(value: unknown, path = 'value'): void {
  if (typeof value === 'number') assert.ok(Number.isFinite(value), `${path} is ${value}`);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) checkFinite(inner, `${path}.${key}`);
}

/** Ids are unique, and hold nothing that databases refuse. */
export function checkIds(ids: readonly string[]): void {
  assert.equal(new Set(ids).size, ids.length, 'two records share an id');
  for (const id of ids) {
    assert.ok(isWellFormed(id), 'an id holds half a surrogate pair');
    assert.ok(!id.includes('\0'), 'an id holds NUL');
  }
}

/** Whether a text holds no half of a surrogate pair. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
