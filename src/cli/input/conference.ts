import type { RestContext, RestSource } from '../../samples/index.js';

/** What the user's id of a conference names: the number of a meeting or webinar, or else a UUID. */
export function requestedConference(source: RestSource, id: string): RestContext['conference'] {
  const isNumber = source !== 'rest.session' && /^\d+$/.test(id);
  return isNumber ? { id } : { uuid: id };
}
