import { readAs } from '../../src/shapes/read.js';
import { shapeRegistry } from '../../src/shapes/shape.js';
import { documentedExample, type WebhookDocument } from './document.js';
import { notations } from './emit-shapes.js';
import { byEventName, type NormalisedDocument } from './normalise.js';

/** The documented examples unchanged, for tests. */
export function emitExamples(document: WebhookDocument): string {
  const examples = Object.values(document.webhooks).map(({ post }) => documentedExample(post));
  return `${JSON.stringify(examples, null, 2)}\n`;
}

/** The documented example of each event, by name. One that does not have its type is repaired as the library repairs events. */
export function typedExamples(
  documents: readonly [WebhookDocument, NormalisedDocument][],
): Map<string, unknown> {
  const examples = documents.flatMap(([document, normalised]) => {
    const shape = shapeRegistry(notations(byEventName(normalised)));
    return Object.entries(document.webhooks).map(([name, { post }]): [string, unknown] => {
      const example = documentedExample(post);
      const declared = shape(name);
      const reading = declared && readAs(example, declared, JSON.stringify(example));
      if (reading?.faults.length !== 0)
        throw new Error(`The documented example of ${name} cannot be read as its type.`);
      return [name, reading.value];
    });
  });
  return new Map(examples);
}

/** The documented examples as typed data. */
export function emitTypedExamples(examples: ReadonlyMap<string, unknown>): string {
  const entries = [...examples].map(
    ([name, event]) => `  '${name}': ${JSON.stringify(event, null, 2).replaceAll('\n', '\n  ')},\n`,
  );
  return [
    "import type { ZoomEventMap } from './event-map.js';\n\n",
    '/** One event of each name, as documented. */\n',
    `export const EXAMPLES: ZoomEventMap = {\n${entries.join('')}};\n`,
  ].join('');
}
