const BRAND = Symbol.for('zoom-qss');

/**
 * The base of all errors of this library.
 *
 * `instanceof` holds across copies of the package and across ESM and CommonJS: instances are known by what they are called
 * under a brand of the global symbol registry, not by the identity of a class. Classes derived from it elsewhere are told
 * apart by identity too, unless one is called as another is.
 *
 * @example
 * try { parseEvent(body) } catch (error) {
 *   if (isZoomQssError(error)) log.warn(error.code)
 *   else throw error
 * }
 */
export abstract class ZoomQssError extends Error {
  // Each class of this library spells out its name, since minifiers change the names of functions: once for its instances,
  // and once as its own, which no class derived from it inherits.
  static override readonly name: string = 'ZoomQssError';

  abstract readonly code: string;

  /** What it is called, and what its base is. A log of the error does not show getters. */
  get [BRAND](): Readonly<Record<string, true>> {
    return { [this.name]: true, ZoomQssError: true };
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return (
      super[Symbol.hasInstance](value) ||
      Boolean((value as Partial<ZoomQssError> | null | undefined)?.[BRAND]?.[this.name])
    );
  }
}
