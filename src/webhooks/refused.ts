import type { RefusalCode } from './answers.js';

/** Thrown inside the receiver to refuse a request. It never leaves the receiver. */
export class Refused extends Error {
  readonly code: RefusalCode;
  /** The answer's status, if it is not the code's own. */
  readonly status: number | undefined;
  /** What the secrets function threw, if that is the reason. */
  override readonly cause: { readonly error: unknown } | undefined;

  constructor(code: RefusalCode, message: string, status?: number, cause?: { readonly error: unknown }) {
    super(message);
    this.code = code;
    this.status = status;
    this.cause = cause;
  }
}
