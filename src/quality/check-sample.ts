import { ArgumentError } from '../errors.js';
import type { QosSample } from '../samples/index.js';
import { JUDGED_METRIC_NAMES, type Judged } from './reading.js';
import { hasSpan } from './span.js';

/** @throws {ArgumentError} `argument_invalid`, for anything but a sample: an event, a row, nothing */
export function checkSample(sample: unknown): asserts sample is QosSample {
  if (!isSample(sample))
    throw new ArgumentError('sample', 'one of the samples that toSamples returns, not an event or a row');
  for (const name of ['measuredAtMs', 'eventAtMs'] as const)
    if (sample[name] !== null && !Number.isFinite(sample[name]))
      throw new ArgumentError(`sample.${name}`, 'milliseconds since the epoch, or null');
}

/** @throws {ArgumentError} `argument_invalid`, for what has no metric: an event, nothing */
export function checkJudged(sample: unknown): asserts sample is Judged {
  if (!isObject(sample) || !JUDGED_METRIC_NAMES.some((metric) => metric in sample))
    throw new ArgumentError('sample', 'one of the samples that toSamples returns, not an event or a row');
}

/** Checks what nothing but a sample has. Whether metrics are numbers is checked where they are read. */
function isSample(value: unknown): value is QosSample {
  if (!isObject(value)) return false;
  const { id, type, conference, participant } = value;
  const isText = typeof id === 'string' && typeof type === 'string';
  return isText && hasSpan(value) && isObject(conference) && isObject(participant);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
