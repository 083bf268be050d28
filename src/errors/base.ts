const BRAND = Symbol.for('zoom-qss.error');

/**
 * The base of all errors of this library.
 *
 * `instanceof` holds across copies of the package and across ESM and CommonJS: instances are known by a brand in the
 * global symbol registry, not by the identity of a class.
 *
 * @example
 * try { parseEvent(body) } catch (error) {
 *   if (isZoomQssError(error)) log.warn(error.code)
 *   else throw error
 * }
 */
export abstract class ZoomQssError extends Error {
  /** The class's name, kept apart from `Function.name`, which minifiers change. */
  static readonly kind: string = 'ZoomQssError';

  abstract readonly code: string;

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    // Not enumerable: a log of the error shows its facts only.
    Object.defineProperty(this, BRAND, { value: new.target.kind });
  }

  override get name(): string {
    return (this.constructor as typeof ZoomQssError).kind;
  }

  static override [Symbol.hasInstance](
    this: Pick<typeof ZoomQssError, 'kind' | 'prototype'>,
    value: unknown,
  ): boolean {
    // A class derived by a user owns no `kind`; it is known by its prototype alone.
    if (!Object.hasOwn(this, 'kind')) return super[Symbol.hasInstance](value);
    const kind = (value as { [BRAND]?: unknown } | null | undefined)?.[BRAND];
    return typeof kind === 'string' && (this.kind === 'ZoomQssError' || this.kind === kind);
  }
}
