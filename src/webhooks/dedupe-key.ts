import { ArgumentError } from '../errors.js';
import { isThenable } from './awaitable.js';
import { encode } from './bytes.js';
import type { Delivery } from './delivery.js';
import { sha256Hex } from './hashing.js';
import type { Meaning } from './interpret.js';
import type { ReceiverSettings } from './settings.js';

/**
 * The key under which a dedupe store knows an event. The receiver's name is part of it, so that two receivers can share a
 * store and each handle the event. If `dedupeKey` fails, the event is known by its body.
 */
export function keyOf(
  meaning: Meaning,
  delivery: Delivery,
  { name, path, dedupeKey }: ReceiverSettings,
  report: (error: unknown) => void,
): string | Promise<string> {
  const receiver = name ?? path;
  let key = delivery.bodyHash;
  if (dedupeKey && meaning.kind === 'event')
    try {
      key = ownKey(dedupeKey(meaning.event, delivery)) ?? key;
    } catch (error) {
      report(error);
    }
  if (receiver === undefined && key === delivery.bodyHash) return key;
  return sha256Hex(encode(JSON.stringify([receiver, key])));
}

/** A key that is the same for all events would lose all but the first. */
function ownKey(key: unknown): string | undefined {
  if (key === undefined || (typeof key === 'string' && key !== '')) return key;
  // Nobody else waits for an async function, so its failure would end the process.
  if (isThenable(key)) key.then(undefined, () => {});
  throw new ArgumentError('dedupeKey', 'a function that returns a text or undefined');
}
