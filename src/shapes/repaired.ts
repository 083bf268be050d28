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

/** How many repairs there were, by their action. */
export type RepairCounts = Readonly<Record<EventRepair['action'], number>>;

/** What was changed to give a value its declared type. */
export interface Repairs {
  /** At most 100 entries, in declared order. If there were more, `converted` ones are left out first. */
  readonly repairs: readonly EventRepair[];
  /** How many more there were, by their action. */
  readonly repairsOmitted: RepairCounts;
}

/** What reading an object as a shape gives. */
export interface Repaired extends Repairs {
  readonly value: Record<string, unknown>;
  /** The needed fields that could not be read. Unless this is empty, `value` does not have its declared type. */
  readonly faults: readonly EventFault[];
}

/** The repairs of a value that needs none. */
export const NO_REPAIRS: Repairs = /* @__PURE__ */ Object.freeze({
  repairs: /* @__PURE__ */ Object.freeze([]),
  repairsOmitted: /* @__PURE__ */ Object.freeze({ filled: 0, dropped: 0, converted: 0 }),
});
