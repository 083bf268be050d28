/** Work that failed midway, for a reason that a person can act on. The message holds no payload text and no secret. */
export class Failure extends Error {
  override readonly name = 'Failure';
  /** The reason, for logs. */
  readonly code: string;

  constructor(message: string, code: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
