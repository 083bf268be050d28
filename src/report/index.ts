export { collect, createCollector, type ReportInput } from './collect.js';
export type { GroupFigures, ReportData } from './data.js';
export { renderData, renderReport } from './render.js';
