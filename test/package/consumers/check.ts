/** Throws unless the fact holds: these programs are run as well as compiled. */
export function check(fact: boolean, what: string): void {
  if (!fact) throw new Error(`It does not hold that ${what}.`);
}
