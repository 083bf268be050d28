import type { ContextCell, ContextField } from '../../src/samples/field.js';
import {
  CLIENT_FIELDS,
  DETAILS,
  METRICS,
  SAMPLE_CONTEXT,
  SNAPSHOT_CONTEXT,
} from '../../src/samples/fields.js';

type Cells = Readonly<Record<string, ContextCell>>;
type Field = ContextField & { readonly isNullable?: true };

/** The fields that hold one of a list of words, to which Zoom adds none. Other texts may be any. */
const CLOSED = new Set(['product', 'span']);

const PREDICATES = `function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string';
}

function isNumber(value: unknown): boolean {
  return Number.isFinite(value);
}

function isNumberOrNull(value: unknown): boolean {
  return value === null || Number.isFinite(value);
}

function isBooleanOrNull(value: unknown): boolean {
  return value === null || typeof value === 'boolean';
}

/** Whether a value is \`null\`, or milliseconds since the epoch that a \`Date\` can hold. */
function isTimeOrNull(value: unknown): boolean {
  return value === null || (typeof value === 'number' && Math.abs(value) <= 8.64e15);
}
`;

/** Code that finds the first wrong field of a sample or snapshot that was read out of a file. */
export function emitRecordFaults(): string {
  const bounds: Field = {
    cells: { min: nullable('number'), avg: nullable('number'), max: nullable('number') },
  };
  const details = mapped(
    DETAILS,
    ({ cells }): Field =>
      typeof cells === 'string' ? nullable(cells) : { cells: mapped(cells, nullable), isNullable: true },
  );
  const metrics = mapped(METRICS, (): Field => ({ ...bounds, isNullable: true }));
  // A snapshot has only what was sent.
  const client = mapped(CLIENT_FIELDS, ({ type }): Field => ({ type, optional: true }));
  const objects = new Map<string, Field>([
    ['bounds', bounds],
    ...Object.entries({ ...SAMPLE_CONTEXT, ...details }),
  ]);
  return `type Fields = Readonly<Record<string, unknown>>;

/**
 * The first field that is not as in a sample; \`undefined\` if all are. Fields of other names pass. Literal names are five times
 * faster than computed ones, which pays for the row of the bench that reads a file of samples.
 */
export function sampleFault(sample: Fields): string | undefined {
${emitTests('sample', { ...SAMPLE_CONTEXT, ...metrics, ...details })}  return undefined;
}

/** The first field that is not as in a snapshot; \`undefined\` if all are. Fields of other names pass. */
export function snapshotFault(snapshot: Fields): string | undefined {
${emitTests('snapshot', { ...SNAPSHOT_CONTEXT, ...client })}  return undefined;
}

${[...objects].flatMap(([name, field]) => ('cells' in field ? emitPredicate(name, field.cells) : [])).join('\n')}
${PREDICATES}`;
}

function emitTests(record: string, fields: Readonly<Record<string, Field>>): string {
  return Object.entries(fields)
    .map(([name, field]) => `  if (${emitFailure(name, field, `${record}.${name}`)}) return '${name}';\n`)
    .join('');
}

/** The condition under which a value is wrong. */
function emitFailure(name: string, field: Field, value: string): string {
  if ('cells' in field) {
    const isWrong = `!${predicateOf(name in METRICS ? 'bounds' : name)}(${value})`;
    return field.isNullable ? `${value} !== null && ${isWrong}` : isWrong;
  }
  if (CLOSED.has(name)) return (field.words ?? []).map((word) => `${value} !== '${word}'`).join(' && ');
  const isWrong = `!${cellPredicate(field)}(${value})`;
  return field.optional ? `${value} !== undefined && ${isWrong}` : isWrong;
}

function emitPredicate(name: string, cells: Cells): string {
  const conditions = Object.entries(cells).map(
    ([key, cell]) => ` &&\n    ${cellPredicate(cell)}(value.${key})`,
  );
  return `function ${predicateOf(name)}(value: unknown): boolean {
  return (
    isObject(value)${conditions.join('')}
  );
}
`;
}

function predicateOf(name: string): string {
  return `is${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function cellPredicate({ type, unit, required }: ContextCell): string {
  // Numbers with a unit are times here.
  return `${predicateOf(unit === undefined ? type : 'time')}${required ? '' : 'OrNull'}`;
}

function nullable(type: ContextCell['type']): ContextCell {
  return { type };
}

function mapped<V, T>(values: Readonly<Record<string, V>>, map: (value: V) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}
