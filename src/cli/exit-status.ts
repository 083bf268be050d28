/** The exit statuses of the command line. */
export const EXIT = {
  /** Everything was done. */
  ok: 0,
  /** Something failed or was rejected; the rest was done. */
  rejected: 1,
  /** The arguments or the environment are invalid; nothing was started. */
  usage: 2,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];
