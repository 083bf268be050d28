import { ArgumentError, type EventParseError } from '../errors.js';
import { eventShape } from '../events/event-shape.js';
import {
  QSS_EVENT_NAMES,
  safeParseEvent,
  type UnknownEvent,
  VIDEO_SDK_EVENT_NAMES,
  type ZoomEvent,
  type ZoomEventMap,
  type ZoomEventName,
} from '../events/index.js';
import type { Shape } from '../shapes/shape.js';
import { defineSchema } from './define-schema.js';
import { eventInputs } from './event-input.js';
import { eventOutput } from './event-output.js';
import type { JsonSchema } from './json-schema.js';
import { choice, mismatch, typeWords } from './mismatch.js';
import type { Schema, SchemaIssue } from './standard-schema.js';
import { unknownEventInput, unknownEventOutput } from './unknown-event.js';

/**
 * A schema of the events with the names given. Its `validate` is `safeParseEvent`: it repairs what Zoom sends otherwise than
 * documented, and takes text and bytes as well as parsed values. An event of another name is an issue.
 *
 * Do not put it in front of a webhook receiver. Zoom signs the bytes, and a framework that validates has parsed them.
 *
 * @throws {ArgumentError} `argument_invalid`, without a name or with one that this library does not know
 * @example
 * const schema = eventSchema('meeting.participant_qos', 'webinar.participant_qos')
 * app.post('/internal/qos', sValidator('json', schema), (c) => store(c.req.valid('json')))
 */
export function eventSchema<N extends ZoomEventName>(...names: readonly N[]): Schema<ZoomEventMap[N]> {
  const wanted: readonly string[] = [...new Set(names)];
  if (wanted.length === 0 || wanted.some((name) => eventShape(name) === undefined))
    throw new ArgumentError('names', 'one or more names of events that this library knows');
  return defineSchema({
    validate(value) {
      const result = safeParseEvent(value);
      if (!result.ok) return { issues: issuesOf(result.error) };
      const { event } = result;
      // A parsed event with a known name has the type of that name.
      if (wanted.includes(event.event)) return { value: event as ZoomEventMap[N] };
      return { issues: [{ message: mismatch(choice(wanted), 'another event'), path: ['event'] }] };
    },
    input: () => anyOf(eventInputs(wanted, shapeOf)),
    output: () => anyOf(eventOutputs(wanted)),
  });
}

/**
 * A schema of every event: `validate` accepts what `parseEvent` reads, unknown events included.
 *
 * @example
 * const enqueue = procedure.input(zoomEventSchema).mutation(({ input }) => queue.add(input.event, input))
 */
export const zoomEventSchema: Schema<ZoomEvent | UnknownEvent> = /* @__PURE__ */ defineSchema({
  validate(value) {
    const result = safeParseEvent(value);
    return result.ok ? { value: result.event } : { issues: issuesOf(result.error) };
  },
  input: () => anyOf([...eventInputs(ALL_NAMES, shapeOf), unknownEventInput(ALL_NAMES)]),
  output: () => anyOf([...eventOutputs(ALL_NAMES), unknownEventOutput(ALL_NAMES)]),
});

const ALL_NAMES: readonly string[] = /* @__PURE__ */ [...QSS_EVENT_NAMES, ...VIDEO_SDK_EVENT_NAMES];

function eventOutputs(names: readonly string[]): JsonSchema[] {
  return names.map((name) => eventOutput(name, shapeOf(name)));
}

function shapeOf(name: string): Shape {
  // Only names that have a shape get here.
  return eventShape(name) as Shape;
}

function anyOf(schemas: readonly JsonSchema[]): JsonSchema {
  const [only, ...others] = schemas;
  return only !== undefined && others.length === 0 ? only : { anyOf: schemas };
}

/** The faults of a malformed event; a body that is not JSON has one issue, at the root. */
function issuesOf({ message, issues }: EventParseError): SchemaIssue[] {
  if (issues.length === 0) return [{ message, path: [] }];
  return issues.map(({ path, expected, received }) => ({
    message: mismatch(typeWords(expected), received),
    path,
  }));
}
