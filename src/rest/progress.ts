import { type ListProgress, RestTransportError, ZoomApiError } from '../errors.js';

/** Waits for `work`. Adds the progress of the list, if it has any, to an error of this library. */
export async function orErrorWithProgress<T>(
  work: Promise<T>,
  progress: ListProgress | undefined,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    // A copy: lists that share a token request also share its error.
    if (progress && error instanceof ZoomApiError)
      throw new ZoomApiError(error.code, error.message, { ...error, progress });
    if (progress && error instanceof RestTransportError) {
      const cause = 'cause' in error && { cause: error.cause };
      throw new RestTransportError(error.code, error.message, { ...error, ...cause, progress });
    }
    throw error;
  }
}
