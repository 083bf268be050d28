import { ArgumentError } from '../errors.js';
import type { QosSample } from '../samples/index.js';
import type { MetricAttributes } from './api.js';

/** Every name that this room gives begins with it. */
export const PREFIX = 'zoom.qss.';

/**
 * The attributes of a metric. They never say who: each person and conference would be a series of its own, and they are
 * personal data.
 *
 * @throws {ArgumentError} `argument_invalid`, for one that is no text
 */
export function metricAttributes({ product, media, direction, path }: QosSample): MetricAttributes {
  const attributes: MetricAttributes = {};
  // Samples of untyped code may hold anything, or lack some.
  for (const [name, value] of Object.entries({ product, media, direction, path } as Record<
    string,
    unknown
  >)) {
    if (value === null || value === undefined) continue;
    if (typeof value !== 'string') throw new ArgumentError(`sample.${name}`, 'a text, or null');
    attributes[PREFIX + name] = value;
  }
  return attributes;
}
