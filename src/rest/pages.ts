import { requireOptions } from '../errors/require.js';
import { ArgumentError, type ListProgress, RestTransportError } from '../errors.js';
import type { Repairs } from '../shapes/repaired.js';

/** Options of a list. */
export interface ListOptions {
  /** The number of items per page, from 1 to 10. 10 by default. */
  readonly pageSize?: number | undefined;
  /** Aborts reading the list: requests, token requests, and waits before retries and for `requestsPerSecond`. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Called with what had to be changed to give a page its declared type. The list waits for it before it hands over the items of
   * the page. It is not called for a page that needs no change. If it throws or rejects, reading the list fails with its error.
   */
  readonly onRepairs?: ((page: PageRepairs) => unknown) | undefined;
}

/** What was changed in a page. A repair names a path and kinds of values, never a value. */
export interface PageRepairs extends Repairs {
  /** The number of the page, from 1. */
  readonly page: number;
}

/**
 * A lazy list: it fetches a page only when the items of the previous page are used up. `break` stops it. Each iteration
 * starts again with the first page.
 */
export interface QosList<Item, Page> extends AsyncIterable<Item> {
  /** The list page by page, as Zoom sends it. */
  pages(): AsyncIterable<Page>;
  /**
   * All items in one array, or the first `limit` of them; pages beyond are not fetched.
   *
   * @throws {ArgumentError} `argument_invalid`: an unusable limit
   * @throws {ZoomApiError} any code: Zoom refuses
   * @throws {RestTransportError} any code: no usable response
   * @example
   * const firstTwenty = await zoom.meetingParticipants(meetingId).all({ limit: 20 })
   */
  all(options?: { readonly limit?: number | undefined }): Promise<Item[]>;
}

interface PageWithToken {
  readonly next_page_token?: string;
}

/** An empty page does not end a list, but empty pages with ever new tokens must not go on forever. */
const MAX_EMPTY_PAGES = 10;

/** Creates a list from functions that fetch a page and return its items. */
export function createList<Item, Page extends PageWithToken>(
  fetchPage: (next: { token: string; progress: ListProgress } | undefined) => Promise<Page>,
  itemsOf: (page: Page) => readonly Item[],
): QosList<Item, Page> {
  async function* pages(): AsyncGenerator<Page, void, undefined> {
    const seen = new Set<string>();
    let progress: ListProgress = { pages: 0, items: 0 };
    let token = '';
    let emptyPages = 0;
    do {
      const page = await fetchPage(token === '' ? undefined : { token, progress });
      token = page.next_page_token ?? '';
      // Checked before the page is yielded: with a repeated token the page is probably a repeat too.
      if (seen.has(token)) {
        throw new RestTransportError('page_loop', 'Zoom sent the same page token twice.', { progress });
      }
      const { length } = itemsOf(page);
      emptyPages = length === 0 ? emptyPages + 1 : 0;
      if (token !== '' && emptyPages >= MAX_EMPTY_PAGES) {
        throw new RestTransportError('page_loop', 'Zoom sent ten empty pages in a row.', { progress });
      }
      seen.add(token);
      progress = { pages: progress.pages + 1, items: progress.items + length };
      yield page;
    } while (token !== '');
  }

  async function* items(): AsyncGenerator<Item, void, undefined> {
    for await (const page of pages()) yield* itemsOf(page);
  }

  async function all(options: { readonly limit?: number } = {}): Promise<Item[]> {
    requireOptions(options, 'all', { limit: 0 }, 'an object, such as { limit: 20 }');
    const { limit = Infinity } = options;
    if (!(limit >= 0 && (limit === Infinity || Number.isInteger(limit)))) {
      throw new ArgumentError('limit', 'a whole number from 0');
    }
    const found: Item[] = [];
    if (limit === 0) return found;
    for await (const item of items()) {
      found.push(item);
      if (found.length >= limit) break;
    }
    return found;
  }

  return { pages, all, [Symbol.asyncIterator]: items };
}
