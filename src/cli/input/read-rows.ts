import type { ParticipantQosSummary, SessionUserQosSummary } from '../../generated/rest.js';
import type { PageRepairs } from '../../rest/index.js';
import type { ListName } from '../../rest/read-page.js';
import { instancePart, part } from '../../samples/identity.js';
import { type RestContext, restSamples, type SampleIssue } from '../../samples/index.js';
import type { Row } from './outcome.js';
import { idPrefixOf, repairIssues } from './repair-issues.js';

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
): (items: readonly RestItem[], repairs: PageRepairs['repairs']) => PageRows {
  const list = listNameOf(context);
  const toSamples = restSamples(context);
  const { uuid = null, id = null, name = null } = context.conference;
  const conferencePrefix = `${context.source}|${part(context.accountId ?? null)}|${instancePart({ uuid, id, name })}|`;

  return (items, repairs) => {
    const rows: Row[] = [];
    const issues: SampleIssue[] = [];
    const idPrefixes = new Map<unknown, string>();
    const repaired = new Set(repairs.map(({ path }) => path.join()));
    const places = placesOf(list, items.length, repairs);
    for (const [index, item] of items.entries()) {
      const place = places[index] ?? index;
      const result = toSamples(item);
      for (const record of result.samples) rows.push({ kind: 'sample', record });
      const last = rows.at(-1);
      if (result.samples.length > 0 && last !== undefined) idPrefixes.set(place, idPrefixOf(last));
      for (const issue of result.issues) {
        const path = [list, place, ...issue.path];
        // What was left out is missing now, and reported already.
        if (issue.code !== 'field_missing' || !repaired.has(path.join())) issues.push({ ...issue, path });
      }
    }
    const lost = repairIssues(repairs, ([, place]) => idPrefixes.get(place) ?? conferencePrefix);
    return { rows, issues: [...lost, ...issues] };
  };
}

/** The places in a page of the items that were read: those between them were dropped. */
function placesOf(list: string, count: number, repairs: PageRepairs['repairs']): number[] {
  const dropped = new Set(
    repairs
      .filter(({ action, path }) => action === 'dropped' && path.length === 2 && path[0] === list)
      .map(({ path }) => path[1]),
  );
  const places: number[] = [];
  for (let place = 0; places.length < count; place += 1) if (!dropped.has(place)) places.push(place);
  return places;
}
