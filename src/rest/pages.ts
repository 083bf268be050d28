import { ArgumentError, type ListProgress, RestTransportError } from '../errors.js';

/** How a list is read. */
export interface ListOptions {
  /** How many items a page holds, from 1 to 10; 10 unless given. */
  readonly pageSize?: number;
  /** Ends every wait of the list: for its answers, tokens, retries and turns. */
  readonly signal?: AbortSignal;
}

/**
 * A list that is fetched as it is read: a page is asked for only when the items before it are used up. `break` stops it.
 * Each iteration begins again with the first page.
 */
export interface QosList<Item, Page> extends AsyncIterable<Item> {
  /** The same list page by page, as Zoom sends it. */
  pages(): AsyncIterable<Page>;
  /**
   * The items in one array; with `limit` no more than so many, and no page beyond them is fetched.
   *
   * @example
   * const firstTwenty = await zoom.meetingParticipants(meetingId).all({ limit: 20 })
   */
  all(options?: { readonly limit?: number }): Promise<Item[]>;
}

interface TokenedPage {
  readonly next_page_token?: string;
}

/** An empty page is no end, but Zoom could send them for ever, each with a new token. */
const MAX_EMPTY_PAGES = 10;

/** A list out of a way to fetch a page and to find its items. */
export function createList<Item, Page extends TokenedPage>(
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
      // Before this page is handed over: after such a token it may well be one that was handed over before.
      if (seen.has(token)) {
        throw new RestTransportError('page_loop', 'A page token came twice.', { progress });
      }
      const { length } = itemsOf(page);
      emptyPages = length === 0 ? emptyPages + 1 : 0;
      if (token !== '' && emptyPages >= MAX_EMPTY_PAGES) {
        throw new RestTransportError('page_loop', 'Ten pages in a row were empty.', { progress });
      }
      seen.add(token);
      progress = { pages: progress.pages + 1, items: progress.items + length };
      yield page;
    } while (token !== '');
  }

  async function* items(): AsyncGenerator<Item, void, undefined> {
    for await (const page of pages()) yield* itemsOf(page);
  }

  async function all({ limit = Infinity }: { readonly limit?: number } = {}): Promise<Item[]> {
    if (!(limit >= 0 && (limit === Infinity || Number.isInteger(limit)))) {
      throw new ArgumentError('limit', 'a whole number of items, 0 or more');
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
