import { ZoomQssError } from './base.js';

/** A text that cannot be read as the quantity asked for. The text itself is payload, so it is not part of the error. */
export class ValueError extends ZoomQssError {
  override get name(): string {
    return 'ValueError';
  }

  readonly code = 'value_unreadable';
  /** An example of what was asked for: `'60 kbps'`. */
  declare readonly expected: string;

  constructor(expected: string) {
    super(`Expected e.g. ${expected}.`);
    this.expected = expected;
  }
}
