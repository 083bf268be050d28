import { requireOptions } from '../errors/require.js';
import { ArgumentError } from '../errors.js';
import { unknownNames } from '../events/dispatch.js';
import { createMemoryDedupe } from './dedupe.js';
import type { ReceiverOptions } from './options.js';
import { inRange } from './ranges.js';
import { boundSecrets } from './secrets.js';
import { DEFAULT_TOLERANCE_SECONDS } from './verify.js';

/** Options that are numbers within a range. */
type Ranged =
  | 'maxBytes'
  | 'maxBufferedBytes'
  | 'bodyTimeoutMs'
  | 'deadlineMs'
  | 'maxConcurrent'
  | 'toleranceSeconds';

type Defaulted = Ranged | 'mismatchStatus' | 'dedupe' | 'ack' | 'now';

/** The options with their defaults filled in. */
export type ReceiverSettings = ReceiverOptions & {
  readonly [Name in Defaulted]-?: NonNullable<ReceiverOptions[Name]>;
};

const OPTIONS = {
  secrets: 0,
  on: 0,
  onEvent: 0,
  onUnknown: 0,
  onUnreadable: 0,
  onBody: 0,
  onRefused: 0,
  onAnswered: 0,
  onDuplicate: 0,
  onError: 0,
  path: 0,
  name: 0,
  maxBytes: 0,
  maxBufferedBytes: 0,
  maxConcurrent: 0,
  bodyTimeoutMs: 0,
  deadlineMs: 0,
  toleranceSeconds: 0,
  mismatchStatus: 0,
  dedupe: 0,
  dedupeKey: 0,
  ack: 0,
  now: 0,
} as const;

/** How long Zoom waits for an answer: it ignores a later one, and sends the event again. */
const ZOOM_WAITS_MS = 3_000;

/** @throws {ArgumentError} the option's name */
export function readOptions(options: ReceiverOptions): ReceiverSettings {
  requireOptions(options, 'createReceiver', OPTIONS);
  checkFunctions(options);
  const { path, name, mismatchStatus = 503, ack = 'processed', now = Date.now } = options;
  if (path !== undefined && !(typeof path === 'string' && path.startsWith('/')))
    throw new ArgumentError('path', 'a path that begins with /');
  if (name !== undefined && !(typeof name === 'string' && name !== ''))
    throw new ArgumentError('name', 'text');
  if (mismatchStatus !== 401 && mismatchStatus !== 503)
    throw new ArgumentError('mismatchStatus', '401 or 503');
  if (ack !== 'processed' && ack !== 'immediate')
    throw new ArgumentError('ack', "'processed' or 'immediate'");
  const read = (option: Ranged, fallback: number, least: number, most: number) =>
    inRange(option, options[option] ?? fallback, least, most);
  const deadlineMs = read('deadlineMs', 2_500, 1, ZOOM_WAITS_MS);
  const maxBytes = read('maxBytes', 1 << 20, 1, 2 ** 31);
  return {
    ...options,
    // Less than the deadline, so that the answer can still say what was slow.
    secrets: boundSecrets(options.secrets, deadlineMs * 0.75),
    maxBytes,
    maxBufferedBytes: read('maxBufferedBytes', Math.max(64 << 20, maxBytes), maxBytes, 2 ** 40),
    // A body must arrive before the deadline.
    bodyTimeoutMs: Math.min(read('bodyTimeoutMs', 2_000, 1, ZOOM_WAITS_MS), deadlineMs),
    deadlineMs,
    maxConcurrent: read('maxConcurrent', 1_000, 1, 2 ** 24),
    toleranceSeconds: read('toleranceSeconds', DEFAULT_TOLERANCE_SECONDS, 0, 2 ** 31),
    mismatchStatus,
    dedupe: options.dedupe ?? createMemoryDedupe(),
    ack,
    now,
  };
}

/** A misspelt name would silently lose events. */
function checkFunctions(options: ReceiverOptions): void {
  const { on = {}, onEvent, onUnknown = {}, onUnreadable, onBody, dedupeKey, dedupe } = options;
  const [misspelled] = unknownNames(on);
  if (misspelled !== undefined)
    throw new ArgumentError(
      `on['${misspelled}']`,
      'an event of docs/events.md; newer ones go into onUnknown',
    );
  // As a function, onUnknown takes all unknown events.
  const byName = { on, onUnknown: typeof onUnknown === 'function' ? {} : onUnknown };
  for (const [option, handlers] of Object.entries(byName))
    for (const [name, handler] of Object.entries(handlers))
      if (handler !== undefined) checkFunction(`${option}['${name}']`, handler);
  if (onBody !== undefined) {
    checkFunction('onBody', onBody);
    if (dedupeKey !== undefined)
      throw new ArgumentError('dedupeKey', 'absent with onBody, because it needs a parsed event');
    if ([options.on, onEvent, options.onUnknown, onUnreadable].some((each) => each !== undefined))
      throw new ArgumentError('onBody', 'the only handler');
  }
  if (dedupe !== undefined)
    for (const name of ['claim', 'complete', 'release'] as const)
      checkFunction(`dedupe.${name}`, dedupe?.[name]);
}

function checkFunction(name: string, value: unknown): void {
  if (typeof value !== 'function') throw new ArgumentError(name, 'a function');
}
