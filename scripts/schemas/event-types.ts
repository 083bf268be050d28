import { eventOutput } from '../../src/schemas/event-output.js';
import { type Shape, shapeRegistry } from '../../src/shapes/shape.js';
import type { Schema } from '../spec/document.js';
import { notations } from '../spec/emit-shapes.js';
import { byEventName, type NormalisedDocument } from '../spec/normalise.js';
import type { Definitions, DocumentSchema } from './definitions.js';

/** One event: its name, the name of its type, and its shape. */
export interface EventType {
  readonly name: string;
  readonly type: string;
  readonly shape: Shape;
}

/** The events of normalised and described documents. */
export function eventsOf(documents: readonly NormalisedDocument[]): EventType[] {
  return documents.flatMap((document) => {
    const shapeOf = shapeRegistry(notations(byEventName(document)));
    return Object.entries(document.events).map(([name, type]): EventType => {
      const shape = shapeOf(name);
      if (shape === undefined) throw new Error(`There is no shape of ${name}.`);
      return { name, type, shape };
    });
  });
}

/** The described types of all documents. */
export function typesOf(documents: readonly NormalisedDocument[]): Record<string, Schema> {
  return Object.assign({}, ...documents.map(({ schemas }) => schemas));
}

/** Defines the exact type of an event. Events with equal payloads share a definition, named after the first of them. */
export function defineEvent(
  { name, type, shape }: EventType,
  described: Schema,
  { define, share, describe, refer }: Definitions,
): DocumentSchema {
  return define(type, () => {
    const schema = describe(eventOutput(name, shape, refer), described);
    const { event, event_ts = {}, payload = {}, ...more } = schema.properties ?? {};
    const properties = {
      // The event's own description says more than one of its name.
      event: { const: name },
      event_ts: share('EventTime', event_ts),
      ...more,
      payload: share(type.replace(/Event$/, 'Payload'), payload),
    };
    return { ...schema, properties };
  });
}
