import { describe, expect, it } from 'vitest';
import {
  isDataEvent,
  isDataSummaryEvent,
  isQosEvent,
  isQosSummaryEvent,
  parseEvent,
  QSS_EVENT_NAMES,
  type RestSource,
  samplesFromRest,
  toClientSnapshots,
  toSamples,
} from 'zoom-qss';
import { eventShape } from '../../src/events/event-shape.js';
import { REST_SHAPES } from '../../src/generated/rest-shapes.js';
import { type Field, type Shape, shapeRegistry } from '../../src/shapes/shape.js';
import type { Raw } from '../events/documented.js';
import { put } from '../events/documented.js';

type Path = (string | number)[];

/** Documented fields that no sample and no snapshot holds, each with its reason. The list is empty. */
const LEFT_OUT: Readonly<Record<string, string>> = {};

/** A value of a field, and another one that a reader would tell from it. */
function valuesOf({ name, kind }: Field): [unknown, unknown] {
  if (kind === 'boolean') return [true, false];
  if (kind === 'number') return [1_700_000_000_000, 1_700_000_060_000];
  if (name.endsWith('_time')) return ['2024-05-01T10:00:00Z', '2024-05-01T10:00:01Z'];
  if (name === 'rssi_unit') return ['dBm', 'W'];
  if (name === 'resolution') return ['1280*720', '640*360'];
  if (/bitrate|latency|jitter|loss|frame_rate|cpu_usage|rssi|score|mos|delay|port$/.test(name))
    return ['7', '8'];
  return [`a ${name}`, `another ${name}`];
}

/** A body in which every field of a shape is there, and the path of each leaf with its other value. */
function fullBody(shape: Shape, event?: string): { body: Raw; leaves: [Path, unknown][] } {
  const leaves: [Path, unknown][] = [];
  const fill = ({ fields }: Shape, path: Path): Raw =>
    Object.fromEntries(
      [...fields.values()].map((field) => [field.name, fillField(field, [...path, field.name])]),
    );
  const fillField = (field: Field, path: Path): unknown => {
    if (field.shape) return fill(field.shape, path);
    if (field.item) return [fillField({ ...field.item, name: field.name }, [...path, 0])];
    const [value, other] = valuesOf(field);
    if (event !== undefined && path.join() === 'event') return event;
    leaves.push([path, other]);
    return value;
  };
  return { body: fill(shape, []), leaves };
}

/** What is read of an event, without what ids are made of: an id is no output of its own. */
function recordsOf(raw: Raw): unknown {
  const event = parseEvent(raw);
  if (isQosEvent(event) || isQosSummaryEvent(event))
    return toSamples(event).samples.map(({ id, ...rest }) => rest);
  if (isDataEvent(event) || isDataSummaryEvent(event))
    return toClientSnapshots(event).snapshots.map(({ id, ...rest }) => rest);
  throw new Error(`${raw.event} gives no records.`);
}

/** Deprecated names fill a field only where the current name says nothing. */
const CURRENT_NAMES: Readonly<Record<string, string>> = { Location: 'location' };
/** Two names of one bound: the second fills it only where the first is not there. */
const SAME_VALUE: Readonly<Record<string, string[]>> = {
  bitrate: ['avg_bitrate'],
  latency: ['avg_latency'],
  network_delay: ['avg_latency', 'latency'],
  jitter: ['avg_jitter'],
  frame_rate: ['avg_frame_rate'],
};

function lostFields(shape: Shape, read: (raw: Raw) => unknown, event?: string): string[] {
  const { body, leaves } = fullBody(shape, event);
  return leaves
    .filter(([path, other]) => {
      const name = String(path.at(-1));
      const raw: Raw = structuredClone(body);
      const holder = path.slice(0, -1).reduce<Raw>((value, key) => value[key], raw);
      for (const rival of [CURRENT_NAMES[name], ...(SAME_VALUE[name] ?? [])]) if (rival) delete holder[rival];
      const before = JSON.stringify(read(raw));
      put(raw, path, other);
      return JSON.stringify(read(raw)) === before;
    })
    .map(([path]) => path.join('.'))
    .filter((path) => !(path in LEFT_OUT));
}

describe('every documented field reaches a sample or a snapshot', () => {
  it.each([...QSS_EVENT_NAMES])('of %s', (name) => {
    expect(lostFields(eventShape(name) as Shape, recordsOf, name)).toEqual([]);
  });

  const shapeOf = shapeRegistry(REST_SHAPES);
  it.each([
    ['rest.meeting', 'ParticipantQosSummary'],
    ['rest.webinar', 'ParticipantQosSummary'],
    ['rest.session', 'SessionUserQosSummary'],
  ] as [RestSource, string][])('of a row of %s', (source, name) => {
    const read = (row: Raw) =>
      samplesFromRest(row, { source, conference: { uuid: 'u==' } }).samples.map(({ id, ...rest }) => rest);
    expect(lostFields(shapeOf(name) as Shape, read)).toEqual([]);
  });
});
