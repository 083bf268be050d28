import type { QosSample } from '../samples/index.js';

/** What a sample speaks of: `'interval'`, one reading while it runs, or `'summary'`, a whole stay. */
export type Span = QosSample['span'];

/** `phone.call_qos_summary` lists the readings of a call with their times; those are readings, not averages of a stay. */
export function spanOf({
  span,
  source,
  measuredAtMs,
}: Pick<QosSample, 'span' | 'source' | 'measuredAtMs'>): Span {
  return source === 'phone.call_qos_summary' && measuredAtMs !== null ? 'interval' : span;
}

/** Whether a value says its span as a sample does. */
export function hasSpan(value: Readonly<Record<string, unknown>>): boolean {
  return value.span === 'interval' || value.span === 'summary';
}

/** When a sample was measured, or else when its event was made, in milliseconds since the epoch; `null` if it says neither. */
export function timeOf({
  measuredAtMs,
  eventAtMs,
}: Pick<QosSample, 'measuredAtMs' | 'eventAtMs'>): number | null {
  return measuredAtMs ?? eventAtMs;
}
