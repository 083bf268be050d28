import { REST_SHAPES } from '../generated/rest-shapes.js';
import { kindOf } from '../shapes/kind.js';
import { readAs } from '../shapes/read.js';
import type { Repaired } from '../shapes/repaired.js';
import { type Shape, shapeRegistry } from '../shapes/shape.js';
import { type JsonAnswer, malformedError } from './json.js';

/** The field of a page that holds its items. */
export type ListName = 'participants' | 'users';

const PAGE_SHAPES = {
  participants: 'ParticipantsQosSummaryPage',
  users: 'SessionUsersQosSummaryPage',
} as const satisfies Record<ListName, keyof typeof REST_SHAPES>;

const shapeOf = /* @__PURE__ */ shapeRegistry(REST_SHAPES);

/**
 * Reads a response as a page. Only its list is required. Everything else is read if possible and reported if not: an item
 * that cannot be read is left out.
 *
 * @throws {RestTransportError} `response_malformed`: no list, or a token of the next page that cannot be read
 */
export function readPage({ value, text }: JsonAnswer, list: ListName): Repaired {
  // REST_SHAPES has both names.
  const shape = shapeOf(PAGE_SHAPES[list]) as Shape;
  const repaired = readAs(value, shape, text);
  // Without its list or its token a page would look like the last one, and the list as if it were complete.
  const missing = !Array.isArray(repaired.value[list]);
  const isTokenLost =
    (value.next_page_token ?? undefined) !== undefined && repaired.value.next_page_token === undefined;
  const faults = [...(missing ? [list] : []), ...(isTokenLost ? ['next_page_token'] : [])].map((name) => ({
    path: [name],
    expected: shape.fields.get(name)?.declared ?? name,
    received: kindOf(value[name]),
  }));
  if (faults.length > 0) throw malformedError(faults);
  return repaired;
}
