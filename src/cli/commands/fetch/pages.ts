import { ArgumentError } from '../../../errors.js';
import type { ListOptions, QssClient, Repairs } from '../../../rest/index.js';
import { NO_REPAIRS } from '../../../shapes/repaired.js';
import type { RestItem } from '../../input/read-rows.js';
import { UsageError } from '../../usage-error.js';
import type { List } from './options.js';

/** A page as it was read. */
export interface Page {
  readonly items: readonly RestItem[];
  readonly repairs: Repairs;
}

/** The pages of a list, each with its repairs. @throws {UsageError} if the id is unusable */
export function pagesOf(zoom: QssClient, list: List, id: string): AsyncIterable<Page> {
  let repairs: Repairs = NO_REPAIRS;
  const options: ListOptions = {
    onRepairs: (page) => {
      repairs = page;
    },
  };
  const takeRepairs = (): Repairs => {
    const taken = repairs;
    repairs = NO_REPAIRS;
    return taken;
  };
  const pages = openList(zoom, list, id, options).pages();
  return (async function* () {
    for await (const page of pages) {
      const items = 'users' in page ? page.users : 'participants' in page ? page.participants : undefined;
      yield { items: items ?? [], repairs: takeRepairs() };
    }
  })();
}

function openList(zoom: QssClient, list: List, id: string, options: ListOptions) {
  try {
    if (list === 'session') return zoom.sessionUsers(id, options);
    return list === 'webinar' ? zoom.webinarParticipants(id, options) : zoom.meetingParticipants(id, options);
  } catch (error) {
    if (error instanceof ArgumentError) throw new UsageError('An id must not be blank, "." or "..".');
    throw error;
  }
}
