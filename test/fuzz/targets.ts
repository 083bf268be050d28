import { readsEvents } from './events.js';
import { readsFiles, readsSampleFiles } from './files.js';
import { readsRestLists } from './rest-client.js';
import { readsRestRows } from './rest-rows.js';
import { makesRecords } from './samples.js';
import type { Target } from './target.js';
import { readsValues } from './values.js';
import { fetchesRequests, receivesOnLambda, receivesRequests, verifiesRequests } from './webhooks.js';

/** Every way into the library, by the name that `npm run fuzz -- --target` takes. */
export const TARGETS = {
  events: readsEvents,
  samples: makesRecords,
  values: readsValues,
  verify: verifiesRequests,
  receiver: receivesRequests,
  fetch: fetchesRequests,
  lambda: receivesOnLambda,
  'rest-rows': readsRestRows,
  'rest-client': readsRestLists,
  files: readsFiles,
  'sample-files': readsSampleFiles,
} satisfies Record<string, Target>;

/** These take as long as several cases of the others, and so take part in every second round. */
export const SLOW: ReadonlySet<string> = new Set([
  'fetch',
  'lambda',
  'rest-rows',
  'rest-client',
  'files',
] satisfies TargetName[]);

export type TargetName = keyof typeof TARGETS;
