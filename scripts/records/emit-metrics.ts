import type { Detail, Judgeable, Metric } from '../../src/samples/field.js';
import { DETAILS, METRICS } from '../../src/samples/fields.js';

/** Each metric that has limits, by its name. */
export function judgedMetrics(): [string, Judgeable][] {
  const judged: [string, Judgeable][] = Object.entries<Metric>(METRICS);
  for (const [name, { label, unit = '', worse }] of Object.entries<Detail>(DETAILS)) {
    if (label !== undefined && worse !== undefined) judged.push([name, { label, unit, worse }]);
  }
  return judged;
}

/** The label, unit and worse direction of each metric that has limits, without its reader. */
export function emitMetrics(): string {
  const lines = judgedMetrics().map(
    ([name, { label, unit, worse }]) =>
      `  ${name}: { label: '${label}', unit: '${unit}', worse: '${worse}' },\n`,
  );
  return `/** The numbers of a sample that can have limits: label, unit, and which direction is worse. */
export const JUDGED_METRICS = {
${lines.join('')}} as const;
`;
}
