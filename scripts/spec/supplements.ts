import { readdirSync } from 'node:fs';
import { readJson, root, type Schema, type Specifications } from './document.js';

/** One file of specs/supplements: an event that Zoom has published and the imported document lacks. */
export interface Supplement {
  /** Where Zoom says so. */
  source: string;
  /** When Zoom published the event. */
  date: string;
  document: 'qss-webhooks' | 'video-sdk-webhooks';
  event: string;
  schema: Schema;
  example: Record<string, unknown>;
}

export class SupplementError extends Error {
  override name = 'SupplementError';
}

export function readSupplements(): Map<string, Supplement> {
  const files = readdirSync(`${root}specs/supplements`).filter((name) => name.endsWith('.json'));
  return new Map(files.sort().map((name) => [name, readJson<Supplement>(`specs/supplements/${name}`)]));
}

/** Adds the events of every supplement to the documents, in place. */
export function applySupplements(
  specs: Pick<Specifications, Supplement['document']>,
  supplements: ReadonlyMap<string, Supplement>,
): void {
  for (const { document, event, schema, example } of supplements.values()) {
    const content = { 'application/json': { schema, examples: { documented: { value: example } } } };
    const operation = { operationId: event, requestBody: { required: true, content } };
    const webhooks = { ...specs[document].webhooks, [event]: { post: structuredClone(operation) } };
    specs[document].webhooks = Object.fromEntries(
      Object.entries(webhooks).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }
}

/**
 * Throws if a vendor document has an event of a supplement: the vendor's own schema replaces ours.
 *
 * @param events the names of the document's events
 */
export function refuseSupplied(
  events: readonly string[],
  supplements: ReadonlyMap<string, Supplement> = readSupplements(),
): void {
  const files = [...supplements].filter(([, { event }]) => events.includes(event));
  if (files.length === 0) return;
  const lines = files.map(([file, { event }]) => `  ${event}: delete specs/supplements/${file}`);
  throw new SupplementError(`The vendor's document has events that were supplements:\n${lines.join('\n')}`);
}
