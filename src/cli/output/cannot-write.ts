/**
 * Words an error of the operating system so that it names what could not be written: the message of a failed write names only
 * the call.
 */
export function cannotWrite(name: string, error: unknown): NodeJS.ErrnoException {
  // Calls of node:fs and streams of files and pipes fail with nothing else.
  const { code, syscall } = error as NodeJS.ErrnoException;
  return Object.assign(new Error(`Cannot write ${name} (${code}).`, { cause: error }), { code, syscall });
}
