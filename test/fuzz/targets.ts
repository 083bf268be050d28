import type fc from 'fast-check';
import { readsEvents } from './events.js';
import { readsFiles, readsSampleFiles } from './files.js';
import { readsRestLists } from './rest-client.js';
import { readsRestRows } from './rest-rows.js';
import { makesRecords } from './samples.js';
import { readsValues } from './values.js';
import { receivesRequests, verifiesRequests } from './webhooks.js';

/** Every way into the library, by the name that `npm run fuzz -- --target` takes. */
export const TARGETS = {
  events: readsEvents,
  samples: makesRecords,
  values: readsValues,
  verify: verifiesRequests,
  receiver: receivesRequests,
  'rest-rows': readsRestRows,
  'rest-client': readsRestLists,
  files: readsFiles,
  'sample-files': readsSampleFiles,
} satisfies Record<string, fc.IRawProperty<unknown>>;

export type TargetName = keyof typeof TARGETS;
