import type { Path } from '../errors.js';

export type SampleIssueCode =
  | 'value_unreadable'
  | 'field_unknown'
  | 'type_unknown'
  | 'bounds_swapped'
  | 'time_unreadable';

/**
 * A finding of normalising. Nothing is dropped silently.
 *
 * - `value_unreadable`: the value is not of the quantity its field holds; the sample has `null` in its place.
 * - `field_unknown`: this library does not know the field, so no sample shows it.
 * - `type_unknown`: this library does not know the type; the sample is there, without media, direction and path.
 * - `bounds_swapped`: a minimum was above its maximum; the sample has them in order.
 * - `time_unreadable`: a time is not RFC 3339; the sample has `null` in its place.
 */
export interface SampleIssue {
  readonly code: SampleIssueCode;
  /** From the root of the event or row: `['payload', 'object', 'participant', 'qos', 3, 'details', 'bitrate']`. */
  readonly path: Path;
  /** The text found, or `null` for an object or array. It is payload: never log it. */
  readonly text: string | null;
  readonly expected: string;
}

/** An issue with the text of the value that it is about. */
export function issue(code: SampleIssueCode, path: Path, value: unknown, expected: string): SampleIssue {
  // An object or list of an unknown field can be large: its content is left out.
  const text = typeof value === 'object' || value === undefined ? null : String(value);
  return { code, path, text, expected };
}
