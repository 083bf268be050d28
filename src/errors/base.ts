const BRAND = Symbol.for('zoom-qss');

/**
 * The base class of all errors of this library.
 *
 * `instanceof` works across copies of the package and across ESM and CommonJS: each error carries its name under a symbol of
 * the global registry, and `instanceof` compares names. A class that you derive is recognized by identity as well.
 *
 * @example
 * try { parseEvent(body) } catch (error) {
 *   if (isZoomQssError(error)) log.warn(error.code)
 *   else throw error
 * }
 */
export abstract class ZoomQssError extends Error {
  // Each class of this library spells out its name, because minifiers rename classes.
  static override readonly name: string = 'ZoomQssError';
  override get name(): string {
    return this.constructor.name;
  }

  /** What went wrong, as a literal: each class lists its own. */
  abstract readonly code: string;

  /** The names of its class and of this base. It is a getter, so that logs do not show it. */
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
