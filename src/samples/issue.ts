import type { Path } from '../errors.js';
import { cleanText } from './text.js';

/** What was found; `SampleIssue` says what each means. */
export type SampleIssueCode =
  | 'value_unreadable'
  | 'field_unknown'
  | 'field_missing'
  | 'field_unreadable'
  | 'type_unknown'
  | 'bounds_swapped'
  | 'average_outside'
  | 'time_unreadable'
  | 'text_cleaned';

/**
 * A finding of normalising. Nothing is dropped silently.
 *
 * - `value_unreadable`: the value is not of the quantity its field holds; the sample has `null` in its place.
 * - `field_unknown`: this library does not know the field, so no sample shows it.
 * - `field_missing`: a field that the documents require is missing or null; what it would have filled is blank.
 * - `field_unreadable`: a field is not of its declared kind, text in place of a list; what it would have filled is blank.
 * - `type_unknown`: this library does not know the type; the sample is there, without media, direction and path.
 * - `bounds_swapped`: a minimum was above its maximum; the sample has them in order.
 * - `average_outside`: an average is not between its minimum and maximum; the sample has all three as they came.
 * - `time_unreadable`: a time is not RFC 3339; the sample has `null` in its place.
 * - `text_cleaned`: a text held NUL or half a surrogate pair, which databases refuse; the sample has it without them.
 */
export interface SampleIssue {
  /** What was found. */
  readonly code: SampleIssueCode;
  /**
   * Id of the sample or snapshot that it is about; of an issue with the event or row as a whole, how the ids of all that was
   * read from it begin.
   */
  readonly recordId: string;
  /** From the root of the event or row: `['payload', 'object', 'participant', 'qos', 3, 'details', 'bitrate']`. */
  readonly path: Path;
  /** The text found, or `null` for an object or array. It is payload: never log it. */
  readonly text: string | null;
  /** What was expected at the path: `'a number in kbps'`. */
  readonly expected: string;
}

/** The issues found in one record, or in what all records of an event have in common. */
export class IssueList {
  readonly all: SampleIssue[] = [];
  /** The id that issues are added with. */
  recordId = '';
  /** Whether characters were removed from a text of the event, whose place is yet to be found. */
  hasCleaned = false;

  add(code: SampleIssueCode, path: Path, value: unknown, expected: string): void {
    // An object or list of an unknown field can be large: its content is left out.
    const text = typeof value === 'object' || value === undefined ? null : cleanText(String(value));
    this.all.push({ code, recordId: this.recordId, path, text, expected });
  }

  /** Adds that characters which databases refuse were removed from a text. */
  addCleaned(path: Path, value: unknown): void {
    this.add('text_cleaned', path, value, 'text without NUL and lone surrogates');
  }

  /** Gives an id to the issues so far, which were found before it was known. */
  identify(recordId: string): void {
    for (const [index, issue] of this.all.entries()) this.all[index] = { ...issue, recordId };
    this.recordId = recordId;
  }
}
