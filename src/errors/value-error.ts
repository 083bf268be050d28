import { ZoomQssError } from './base.js';

/** A text that cannot be read as the quantity asked for. The text itself is payload, so it is not part of the error. */
export class ValueError extends ZoomQssError {
  static override readonly kind: string = 'ValueError';
  readonly code = 'value_unreadable';
  /** What was asked for: `'a value such as "63 kbps"'`. */
  declare readonly expected: string;
  /** What came, by kind and length: `'text of 9 characters'`. */
  declare readonly received: string;

  constructor(expected: string, received: string) {
    super(`Expected ${expected}; received ${received}.`);
    this.expected = expected;
    this.received = received;
  }
}
