import { unknownEventOutput } from '../../src/schemas/unknown-event.js';
import type { NormalisedDocument } from '../spec/normalise.js';
import { definitionsIn } from './definitions.js';
import { defineEvent, eventsOf, typesOf } from './event-types.js';
import { shareFields } from './share-fields.js';

const PREFIX = '#/$defs/';

/** The JSON Schema document of all events, exactly as they are typed. */
export function eventsDocument(documents: readonly NormalisedDocument[]): object {
  const types = typesOf(documents);
  const definitions = definitionsIn(PREFIX, types, true);
  const events = eventsOf(documents);
  const known = events.map((event) => defineEvent(event, types[event.type] ?? {}, definitions));
  const unknown = definitions.define('UnknownEvent', () => ({
    description: 'An event that this version of zoom-qss does not know. Its payload can be anything.',
    ...unknownEventOutput(events.map(({ name }) => name)),
  }));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'ZoomEvent',
    description:
      'An event of Zoom QSS or the Zoom Video SDK, as `parseEvent` of zoom-qss returns it. Bodies as Zoom sends them can differ: bodies.json describes those.',
    anyOf: [...known, unknown],
    $defs: shareFields(definitions.schemas, PREFIX),
  };
}
