import { readdirSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import {
  documentedExample,
  pathMatcher,
  readJson,
  requestSchema,
  root,
  type Schema,
  type Specifications,
  schemaPlaces,
  type WebhookOperation,
} from './document.js';

/**
 * One file of specs/corrections: places in a document of Zoom's, the value expected at each, and the value to put there. If
 * Zoom changes the value, generation stops, so that no correction outlives its defect unnoticed.
 */
export interface Correction {
  why: string;
  document: 'qss-webhooks' | 'video-sdk-webhooks';
  events: string[] | '*';
  /** Paths in the request schema; `*` is part of one segment, `**` every object schema. */
  at?: string | string[];
  /** Paths in the documented example, instead of `at`; array items by index: `data.0.device`. */
  example?: string | string[];
  /** A path below the webhook's operation, instead of `at`. */
  operation?: string;
  /** With `at`: the keyword to correct; without it, the whole schema. */
  keyword?: string;
  /** How many places there are. */
  places: number;
  expect: unknown;
  put?: unknown;
  remove?: true;
  renameTo?: string;
  /** Changes nothing; says how the library handles the defect instead. */
  leave?: string;
}

export class CorrectionError extends Error {
  override name = 'CorrectionError';
}

/** A key of an object in the document, present or not. */
interface Slot {
  path: string;
  holder: Record<string, unknown>;
  key: string;
}

export function readCorrections(): Map<string, Correction> {
  const files = readdirSync(`${root}specs/corrections`).filter((name) => name.endsWith('.json'));
  return new Map(files.sort().map((name) => [name, readJson<Correction>(`specs/corrections/${name}`)]));
}

/** Applies every correction to the documents, in place. */
export function applyCorrections(specs: Specifications, corrections: Map<string, Correction>): void {
  for (const [file, correction] of corrections) applyCorrection(specs, correction, file);
}

export function applyCorrection(
  specs: Pick<Specifications, Correction['document']>,
  correction: Correction,
  file: string,
): void {
  oneOf(['at', 'example', 'operation'], correction, file);
  oneOf(['put', 'remove', 'renameTo', 'leave'], correction, file);
  const { webhooks } = specs[correction.document];
  const events = correction.events === '*' ? Object.keys(webhooks) : correction.events;
  let places = 0;
  for (const event of events) {
    const operation = webhooks[event]?.post;
    if (!operation)
      throw new CorrectionError(`specs/corrections/${file}: the document has no event ${event}.`);
    for (const pattern of patterns(correction)) {
      for (const slot of slots(operation, correction, pattern)) {
        const found = slot.key in slot.holder ? slot.holder[slot.key] : ABSENT;
        if (isDeepStrictEqual(found, correction.expect)) {
          places += 1;
          correct(slot, correction);
        } else if (!pattern.includes('*')) {
          throw new CorrectionError(
            `specs/corrections/${file}: ${event} has changed at ${slot.path}: ` +
              `expected ${JSON.stringify(correction.expect)}, found ${JSON.stringify(found)}. ` +
              'If Zoom has fixed the defect, delete the correction.',
          );
        }
      }
    }
  }
  if (places !== correction.places) {
    throw new CorrectionError(
      `specs/corrections/${file}: expected the value in ${correction.places} places, found it in ${places}. ` +
        'Zoom has changed some of them: update the correction.',
    );
  }
}

/** Throws unless the correction has exactly one of the keys; otherwise a misspelled key would silently change nothing. */
function oneOf(keys: (keyof Correction)[], correction: Correction, file: string): void {
  const given = keys.filter((key) => key in correction);
  if (given.length !== 1) {
    throw new CorrectionError(
      `specs/corrections/${file}: expected one of ${keys.join(', ')}, found ${given.join(', ') || 'none'}.`,
    );
  }
}

const ABSENT = { $absent: true };

function patterns({ at, example, operation }: Correction): string[] {
  const given = at ?? example ?? operation ?? [];
  return Array.isArray(given) ? given : [given];
}

function* slots(operation: WebhookOperation, correction: Correction, pattern: string): Generator<Slot> {
  if (correction.at !== undefined) yield* schemaSlots(requestSchema(operation), correction.keyword, pattern);
  else if (correction.example !== undefined) yield* valueSlots(documentedExample(operation), pattern);
  else yield* valueSlots(operation as unknown as Record<string, unknown>, pattern);
}

function* schemaSlots(schema: Schema, keyword: string | undefined, pattern: string): Generator<Slot> {
  const matches = pattern === '**' ? () => true : pathMatcher(pattern);
  const everything = { properties: { '': schema } };
  for (const { path, schema: node } of [...schemaPlaces(schema)]) {
    if (!matches(path)) continue;
    if (pattern === '**' && !node.properties) continue;
    if (keyword !== undefined) {
      yield { path: `${path || 'the root'} (${keyword})`, holder: node, key: keyword };
      continue;
    }
    const parent = path === '' ? everything : parentOf(schema, path);
    const key = path.endsWith('[]') ? 'items' : path.slice(path.lastIndexOf('.') + 1);
    yield {
      path,
      holder: (path.endsWith('[]') ? parent : parent.properties) as Record<string, unknown>,
      key,
    };
  }
}

function parentOf(schema: Schema, path: string): Schema {
  const parentPath = path.endsWith('[]')
    ? path.slice(0, -2)
    : path.slice(0, Math.max(0, path.lastIndexOf('.')));
  for (const place of schemaPlaces(schema)) if (place.path === parentPath) return place.schema;
  throw new CorrectionError(`No schema at ${parentPath}.`);
}

/** Slots of a plain value by dotted path; `*` is any key of one object or index of one array. */
function* valueSlots(value: Record<string, unknown>, pattern: string, path = ''): Generator<Slot> {
  const [head = '', ...rest] = pattern.split('.');
  const keys = head === '*' ? Object.keys(value) : [head];
  for (const key of keys) {
    const here = path === '' ? key : `${path}.${key}`;
    if (rest.length === 0) yield { path: here, holder: value, key };
    else {
      const inner = value[key];
      if (typeof inner === 'object' && inner !== null) {
        yield* valueSlots(inner as Record<string, unknown>, rest.join('.'), here);
      }
    }
  }
}

function correct({ holder, key }: Slot, correction: Correction): void {
  if ('put' in correction) holder[key] = structuredClone(correction.put);
  else if (correction.remove) delete holder[key];
  else if (correction.renameTo) {
    holder[correction.renameTo] = holder[key];
    delete holder[key];
  }
}
