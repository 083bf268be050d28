import type { Repairs } from '../../events/index.js';
import type { ParticipantQosSummary, SessionUserQosSummary } from '../../generated/rest.js';
import type { ListName } from '../../rest/read-page.js';
import { instancePart, part } from '../../samples/identity.js';
import { type RestContext, restSamples, type SampleIssue } from '../../samples/index.js';
import { repairIssues } from '../../samples/repair-issues.js';
import type { Row } from './outcome.js';
import { idPrefixOf } from './repair-issues.js';

export type RestItem = ParticipantQosSummary | SessionUserQosSummary;

/** The rows of a page, and the issues at their paths from the root of the page. */
export interface PageRows {
  readonly rows: readonly Row[];
  readonly issues: readonly SampleIssue[];
}

/** The field of a page that holds the items of a list. */
export function listNameOf({ source }: RestContext): ListName {
  return source === 'rest.session' ? 'users' : 'participants';
}

/** Creates a function that turns the items of pages, in order, into samples. It counts ordinals over all of them. */
export function createPageReader(
  context: RestContext,
): (items: readonly RestItem[], repairs: Repairs) => PageRows {
  const list = listNameOf(context);
  const toSamples = restSamples(context);
  const { uuid = null, id = null, name = null } = context.conference;
  const conferencePrefix = `${context.source}|${part(context.accountId ?? null)}|${instancePart({ uuid, id, name })}|`;

  return (items, repaired) => {
    const rows: Row[] = [];
    const issues: SampleIssue[] = [];
    const idPrefixes = new Map<unknown, string>();
    const reported = new Set(repaired.repairs.map(({ path }) => path.join()));
    const nextPlace = placesOf(list, repaired);
    for (const item of items) {
      const place = nextPlace();
      const result = toSamples(item);
      for (const record of result.samples) rows.push({ kind: 'sample', record });
      const last = rows.at(-1);
      if (result.samples.length > 0 && last !== undefined) idPrefixes.set(place, idPrefixOf(last));
      for (const issue of result.issues) {
        const path = place === undefined ? [list] : [list, place, ...issue.path];
        // What was left out is missing now, and reported already.
        if (issue.code !== 'field_missing' || !reported.has(path.join())) issues.push({ ...issue, path });
      }
    }
    const lost = repairIssues(repaired.repairs, ([, place]) => idPrefixes.get(place) ?? conferencePrefix);
    return { rows, issues: [...lost, ...issues] };
  };
}

/**
 * Returns a function that gives the place in a page of the next item that was read: between them are those that were dropped. Losses are listed in the order
 * of the page. If some are not listed, an item after the last listed one may have any place, and has `undefined`.
 */
function placesOf(list: string, { repairs, repairsOmitted }: Repairs): () => number | undefined {
  const losses = repairs.filter(({ action, path }) => action !== 'converted' && path[0] === list);
  const dropped = losses.filter(({ action, path }) => action === 'dropped' && path.length === 2);
  const droppedPlaces = new Set(dropped.map(({ path }) => Number(path[1])));
  const last = losses.at(-1)?.path[1];
  const knownUntil = repairsOmitted.dropped === 0 ? Number.POSITIVE_INFINITY : Number(last ?? -1);
  let place = 0;
  return () => {
    while (droppedPlaces.has(place)) place += 1;
    place += 1;
    return place - 1 <= knownUntil ? place - 1 : undefined;
  };
}
