const BRAND = Symbol.for('zoom-qss');

/**
 * The base of all errors of this library. A class derived from it, or from another of them, needs a `name` of its own.
 *
 * `instanceof` holds across copies of the package and across ESM and CommonJS: instances are known by what they are called
 * under a brand of the global symbol registry, not by the identity of a class.
 *
 * @example
 * try { parseEvent(body) } catch (error) {
 *   if (isZoomQssError(error)) log.warn(error.code)
 *   else throw error
 * }
 */
export abstract class ZoomQssError extends Error {
  abstract readonly code: string;

  /** Its own name, and that of the base, which has none but that of all errors. A log of the error does not show getters. */
  get [BRAND](): unknown {
    return [this.name, 'Error'];
  }

  // By name, which each class spells out as a getter, since minifiers change the names of functions.
  static override [Symbol.hasInstance](
    this: Pick<typeof ZoomQssError, 'prototype'>,
    value: unknown,
  ): boolean {
    return (
      super[Symbol.hasInstance](value) ||
      String((value as Partial<ZoomQssError> | null | undefined)?.[BRAND]).includes(this.prototype.name)
    );
  }
}
