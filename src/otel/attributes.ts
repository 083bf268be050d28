import type { QosSample } from '../samples/index.js';
import type { MetricAttributes } from './api.js';

/** Every name that this room gives begins with it. */
export const PREFIX = 'zoom.qss.';

/**
 * The attributes of a metric. They never say who: each person and conference would be a series of its own, and they are
 * personal data.
 */
export function metricAttributes({ product, media, direction, path }: QosSample): MetricAttributes {
  const attributes: MetricAttributes = {};
  for (const [name, value] of Object.entries({ product, media, direction, path }))
    if (value !== null) attributes[PREFIX + name] = value;
  return attributes;
}
