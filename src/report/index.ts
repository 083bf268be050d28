export type { ReportInput } from './collect.js';
export { renderReport } from './render.js';
