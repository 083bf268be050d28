import { eventInputs } from '../../src/schemas/event-input.js';
import { unknownEventInput } from '../../src/schemas/unknown-event.js';
import type { Shape } from '../../src/shapes/shape.js';
import type { NormalisedDocument } from '../spec/normalise.js';
import { definitionsIn } from './definitions.js';
import { eventsOf } from './event-types.js';

/** The JSON Schema document of the bodies that the parser reads. */
export function bodiesDocument(documents: readonly NormalisedDocument[]): object {
  const { schemas, define } = definitionsIn('#/$defs/', {}, true);
  const shapes = new Map(eventsOf(documents).map(({ name, shape }) => [name, shape]));
  const names = [...shapes.keys()];
  // The names are those of the events.
  const known = eventInputs(names, (name) => shapes.get(name) as Shape, define);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'ZoomBody',
    description:
      'A webhook body as Zoom sends it. It requires what `parseEvent` of zoom-qss needs to read the event, and nothing else: a body refused is an event lost.',
    anyOf: [...known, unknownEventInput(names)],
    $defs: schemas,
  };
}
