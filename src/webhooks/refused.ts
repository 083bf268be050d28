import type { RefusalCode } from './answers.js';

/** A request that is refused. It is thrown within the receiver and never leaves it. */
export class Refused extends Error {
  readonly code: RefusalCode;
  /** What the secrets function threw, if that is why. */
  override readonly cause?: { readonly error: unknown };

  constructor(code: RefusalCode, message: string, cause?: { readonly error: unknown }) {
    super(message);
    this.code = code;
    if (cause) this.cause = cause;
  }
}
