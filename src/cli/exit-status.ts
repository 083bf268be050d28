/** How the command line ends. */
export const EXIT = {
  /** All that was asked for was done. */
  ok: 0,
  /** Something could not be read or written; the rest was done. */
  rejected: 1,
  /** Nothing was begun: the arguments cannot be used. */
  usage: 2,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];
