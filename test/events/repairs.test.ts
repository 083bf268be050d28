import { describe, expect, it } from 'vitest';
import {
  isDataEvent,
  isDataSummaryEvent,
  isEvent,
  isQosEvent,
  isQosSummaryEvent,
  type Path,
  parseEvent,
  safeParseEvent,
  toClientSnapshots,
  toRow,
  toSamples,
  type ZoomEventName,
} from 'zoom-qss';
import { eventShape } from '../../src/events/event-shape.js';
import type { Field, Shape } from '../../src/shapes/shape.js';
import { compile, fileFor, source } from './compile.js';
import { literal } from './corruptions.js';
import { at, changed, EXAMPLES, example, QSS_EXAMPLES, type Raw } from './documented.js';

/** The only fields whose loss is that of the event. */
const NEEDED = /^(event_ts|payload|payload\.object)$/;
const NEEDED_OF_QSS =
  /^payload\.object\.(participant|user|call_qos|(participant|user)\.(qos|data)|call_qos\.qos|call_qos\.0\.qos)$/;

const PUT: readonly unknown[] = [undefined, null, 'text', '', 5, true, {}, [], [null], [{}], ['text'], [[5]]];

/** What no field of text or numbers can be read from. */
const LOST = [undefined, null, {}, [], ['text']];

const isRight: Record<Field['kind'], (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  'string|number': (value) => typeof value === 'string' || typeof value === 'number',
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  list: Array.isArray,
};

interface Loss {
  readonly path: Path;
  readonly value: unknown;
}

/** Everything that can be put in place of a field that is not of its kind, for every field of an event that `holds`. */
function losses(
  event: Raw,
  shape: Shape,
  values: readonly unknown[],
  holds: (field: Field) => boolean,
): Loss[] {
  const found: Loss[] = [];
  const visit = ({ fields }: Shape, holder: Path): void => {
    for (const field of fields.values()) {
      const path = [...holder, field.name];
      const now = at(event, path);
      if (now === undefined) continue;
      if (holds(field)) {
        const put = values.filter((value) => !isRight[field.kind](value));
        found.push(...put.map((value) => ({ path, value })));
      }
      if (field.shape) visit(field.shape, path);
      const { item } = field;
      if (item?.shape && Array.isArray(now)) {
        for (const index of now.keys()) visit(item.shape, [...path, index]);
      }
    }
  };
  visit(shape, []);
  return found;
}

function shapeOf(name: string): Shape {
  const shape = eventShape(name);
  if (!shape) throw new Error(`${name} has no shape.`);
  return shape;
}

describe('every field that a type requires, when it is missing, null or of another kind', () => {
  const cases = [...(EXAMPLES.keys() as Iterable<ZoomEventName>)].map((name) => {
    const event = parseEvent(example(name)) as Raw;
    const isRequired = (field: Field) => field.required === 1 && field.name !== 'event';
    const outcomes = losses(event, shapeOf(name), PUT, isRequired).map(({ path, value }) => ({
      path,
      value,
      label: `${path.join('.')}: ${literal(value)}`,
      result: safeParseEvent(JSON.stringify(changed(event, path, value))),
    }));
    return { name, outcomes };
  });

  it.each(cases)('$name is read and reports it, or is one of the few refused', ({ name, outcomes }) => {
    for (const { path, value, label, result } of outcomes) {
      if (result.ok) {
        expect(isEvent(result.event, name), label).toBe(true);
        const paths = result.repairs.map((repair) => repair.path);
        expect(paths, label).not.toEqual([]);
        // Of a list that stands where one object is declared, the list and its items are reported.
        if (!Array.isArray(value)) expect(paths, label).toEqual([path]);
        for (const inner of paths) expect(inner.slice(0, path.length), label).toEqual(path);
      } else {
        const field = path.join('.');
        const isNeeded = NEEDED.test(field) || (QSS_EXAMPLES.has(name) && NEEDED_OF_QSS.test(field));
        expect(isNeeded, label).toBe(true);
        const [fault, ...others] = result.error.issues;
        expect(fault?.path.slice(0, path.length), label).toEqual(path);
        expect(others, label).toEqual([]);
      }
    }
    expect(outcomes.length).toBeGreaterThan(15);
  });

  it('leaves an event of its static type wherever it is read', () => {
    const sources = cases.map(({ name, outcomes }) => {
      const read = new Set(outcomes.map(({ result }) => (result.ok ? JSON.stringify(result.event) : '{}')));
      read.delete('{}');
      return [
        fileFor(name),
        source(
          name,
          [...read].map((text) => JSON.parse(text)),
        ),
      ] as const;
    });
    const refused = compile(new Map(sources));
    for (const [file, text] of sources) {
      const lines = text.split('\n');
      expect(
        [...(refused.get(file) ?? [0])].map((line) => lines[line]),
        file,
      ).toEqual([]);
    }
  }, 60_000);
});

describe('a value lost from a QSS event', () => {
  /** Columns that one value makes together. */
  const MADE_TOGETHER = [
    ['type', 'media', 'path', 'direction'],
    ['resolution_width', 'resolution_height'],
    ['device', 'device_raw'],
    ['network_type', 'network_type_raw'],
  ];
  /** What ids and identity are made of. */
  const IDENTITY = /^(id|source|account_id|event_at_ms|conference_|participant_)/;

  type Row = { readonly [column: string]: unknown };

  function rowsOf(event: unknown): Row[] {
    if (isQosEvent(event) || isQosSummaryEvent(event))
      return toSamples(event).samples.map((sample) => ({ ...toRow(sample) }));
    if (isDataEvent(event) || isDataSummaryEvent(event))
      return toClientSnapshots(event).snapshots.map((snapshot) => ({ ...toRow(snapshot) }));
    throw new Error('It is no QSS event.');
  }

  const lostColumns = (before: Row, after: Row) =>
    Object.keys(before).filter(
      (column) => before[column] !== after[column] && !IDENTITY.test(column) && column !== 'sent_fields',
    );

  it.each([...QSS_EXAMPLES.keys()])('costs %s at most that value', (name) => {
    const event = withThreeItems(parseEvent(example(name)) as Raw);
    const before = rowsOf(event);
    const isLeaf = ({ kind, needed }: Field) => kind !== 'list' && kind !== 'object' && !needed;
    const lost = losses(event, shapeOf(name), LOST, isLeaf);
    for (const { path, value } of lost) {
      const label = `${path.join('.')}: ${literal(value)}`;
      const after = rowsOf(parseEvent(JSON.stringify(changed(event, path, value))));
      expect(after.length, label).toBe(before.length);
      const changes = before
        .map((row, index) => lostColumns(row, after[index] ?? {}))
        .filter(({ length }) => length > 0);
      expect(changes.length, label).toBeLessThanOrEqual(1);
      const columns = changes[0] ?? [];
      const together = MADE_TOGETHER.some((group) => columns.every((column) => group.includes(column)));
      if (!together) expect(columns.length, label).toBeLessThanOrEqual(1);
    }
    expect(lost.length).toBeGreaterThan(30);
  });

  /** Three items where there was one: the loss of one must not be that of its neighbours. */
  function withThreeItems(event: Raw): Raw {
    const { object } = event.payload;
    const holder =
      object.participant ?? object.user ?? (Array.isArray(object.call_qos) ? object.call_qos[0] : {});
    for (const list of ['qos', 'data']) {
      if (Array.isArray(holder[list])) holder[list] = [0, 1, 2].map(() => structuredClone(holder[list][0]));
    }
    return event;
  }
});
