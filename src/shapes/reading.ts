import type { EventFault } from '../errors.js';

/** One place where a value was not as declared, and what was done about it. */
export interface EventRepair extends EventFault {
  /**
   * - `filled`: a required field was missing, null or unreadable, and holds a blank now: `''`, `[]` or an object of blanks.
   * - `dropped`: an optional field or an item of a list could not be read, and was left out.
   * - `converted`: the value is the same in another form, such as the text of a number. Nothing is lost.
   */
  readonly action: 'filled' | 'dropped' | 'converted';
}

/** What reading an object as a shape gives. */
export interface Reading {
  readonly value: Record<string, unknown>;
  /** What was changed to give `value` its declared type: the first 100 repairs, in declared order. */
  readonly repairs: readonly EventRepair[];
  /** How many more repairs there were. */
  readonly repairsOmitted: number;
  /** The needed fields that could not be read. Unless this is empty, `value` does not have its declared type. */
  readonly faults: readonly EventFault[];
}
