import { ZoomQssError } from './base.js';

/** A text that cannot be read as the quantity asked for. The text itself is payload, so it is not part of the error. */
export class ValueError extends ZoomQssError {
  static override readonly name: string = 'ValueError';

  readonly code = 'value_unreadable';
  /** What was asked for: `'a number in kbps'`. */
  declare readonly expected: string;

  constructor(expected: string) {
    super(`Expected ${expected}.`);
    this.expected = expected;
  }
}
