import { ZoomQssError } from './base.js';

/** An argument or option that cannot be used. The value itself may be an id or a secret, so it is not part of the error. */
export class ArgumentError extends ZoomQssError {
  static override readonly name: string = 'ArgumentError';

  readonly code = 'argument_invalid';
  /** Its name: `'meetingId'`, `'baseUrl'`, … */
  readonly argument: string;
  /** What was asked for: `'an https URL'`. */
  readonly expected: string;

  constructor(argument: string, expected: string) {
    super(`Expected ${argument} to be ${expected}.`);
    this.argument = argument;
    this.expected = expected;
  }
}
