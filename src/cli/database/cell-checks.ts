import type { JsonSchema } from '../../schemas/json-schema.js';
import { rowSchema, sampleFields, snapshotFields } from '../../schemas/record-schema.js';

/** Whether a column can hold a value. */
export type CellCheck = (value: unknown) => boolean;

const isText: CellCheck = (value) => typeof value === 'string';
const isNumber: CellCheck = (value) => Number.isFinite(value);
const isBoolean: CellCheck = (value) => typeof value === 'boolean';
/** Whether a date can hold a time in milliseconds. */
const isTime: CellCheck = (value) => isNumber(value) && Math.abs(Number(value)) <= 8.64e15;

const KEYS: Readonly<Record<string, CellCheck>> = { conference_key: isText, participant_key: isText };

/** The checks of a sample's columns by name. A table may hold what other programs wrote, and its types allow more than a row. */
export const SAMPLE_CELLS: Readonly<Record<string, CellCheck>> = { ...checksOf(sampleFields()), ...KEYS };

/** The checks of a snapshot's columns by name. */
export const SNAPSHOT_CELLS: Readonly<Record<string, CellCheck>> = { ...checksOf(snapshotFields()), ...KEYS };

function checksOf(fields: Parameters<typeof rowSchema>[0]): Record<string, CellCheck> {
  const columns = Object.entries(rowSchema(fields).properties ?? {});
  return Object.fromEntries(columns.map(([name, schema]) => [name, checkOf(name, schema)]));
}

function checkOf(name: string, { type, enum: words }: JsonSchema): CellCheck {
  const types = [type].flat();
  const check = words ? (value: unknown) => words.includes(value as string) : typeCheck(name, types);
  return types.includes('null') ? (value) => value === null || check(value) : check;
}

function typeCheck(name: string, types: readonly JsonSchema['type'][]): CellCheck {
  if (types.includes('boolean')) return isBoolean;
  if (!types.includes('number')) return isText;
  return name.endsWith('_at_ms') ? isTime : isNumber;
}
