import type { Detail, Judgeable, Metric } from '../../src/samples/field.js';
import { DETAILS, METRICS } from '../../src/samples/fields.js';

/** What is known of each number that can be judged, without its reader. */
export function emitMetrics(): string {
  const judged: [string, Judgeable][] = Object.entries<Metric>(METRICS);
  for (const [name, { label, unit = '', worse }] of Object.entries<Detail>(DETAILS)) {
    if (label !== undefined && worse !== undefined) judged.push([name, { label, unit, worse }]);
  }
  const lines = judged.map(
    ([name, { label, unit, worse }]) =>
      `  ${name}: { label: '${label}', unit: '${unit}', worse: '${worse}' },\n`,
  );
  return `/** The numbers of a sample that can be judged: how people call them, in which unit, and which way is worse. */
export const JUDGED_METRICS = {
${lines.join('')}} as const;
`;
}
