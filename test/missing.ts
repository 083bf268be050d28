/**
 * Whether a program that some tests start is missing. On a developer's machine those tests are then skipped. CI sets
 * `ALL_TESTS`: there it is an error.
 */
export function isMissing(program: string, isInstalled: boolean): boolean {
  if (isInstalled) return false;
  const advice = `${program} is not installed: run scripts/ci-services.sh.`;
  if (process.env.ALL_TESTS !== undefined) throw new Error(advice);
  console.warn(`${advice} Its tests are skipped.`);
  return true;
}
