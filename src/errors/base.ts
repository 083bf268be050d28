const BRAND = Symbol.for('zoom-qss');

/**
 * The base class of all errors of this library.
 *
 * `instanceof` works across copies of the package and across ESM and CommonJS: each instance carries the names of its classes
 * under a symbol of the global registry. Your own subclasses are compared by identity as well.
 *
 * @example
 * try { parseEvent(body) } catch (error) {
 *   if (isZoomQssError(error)) log.warn(error.code)
 *   else throw error
 * }
 */
export abstract class ZoomQssError extends Error {
  // Minifiers rename classes, so each class states its name: once for its instances, and once as a static property of its
  // own, which subclasses do not inherit.
  static override readonly name: string = 'ZoomQssError';

  abstract readonly code: string;

  /** The names of its class and base class. It is a getter, so that logs of the error do not show it. */
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
