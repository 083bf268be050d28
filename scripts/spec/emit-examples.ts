import { readAs } from '../../src/shapes/read.js';
import { shapeRegistry } from '../../src/shapes/shape.js';
import { documentedExample, type RestDocument, type Schema, type WebhookDocument } from './document.js';
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

/** A row of a REST list, with the name of its type. */
interface RestExample {
  readonly type: string;
  readonly row: unknown;
}

/** The row of each list's documented page, by the source that its samples have. */
export function restExamples({ paths, components }: RestDocument): Map<string, RestExample> {
  const examples = Object.entries(paths).map(([path, { get }]): [string, RestExample] => {
    const { schema, examples } = get.responses[200].content['application/json'];
    const [product] = /(?<=\/)\w+(?=s\/\{)/.exec(path) ?? [];
    const page = components.schemas[nameOf(schema)]?.properties ?? {};
    const [list = '', rows] =
      Object.entries(examples.documented.value).find(([, value]) => Array.isArray(value)) ?? [];
    const [row] = Array.isArray(rows) ? rows : [];
    if (product === undefined || row === undefined) throw new Error(`The example of ${path} has no row.`);
    return [`rest.${product}`, { type: nameOf(page[list]?.items), row }];
  });
  return new Map(examples);
}

function nameOf(schema: Schema | undefined): string {
  return schema?.$ref?.slice(schema.$ref.lastIndexOf('/') + 1) ?? '';
}

/** The documented examples as typed data. */
export function emitTypedExamples(
  examples: ReadonlyMap<string, unknown>,
  rows: ReadonlyMap<string, RestExample>,
): string {
  const entry = (name: string, value: unknown) =>
    `  '${name}': ${JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')},\n`;
  const types = [...rows].map(([source, { type }]) => `  readonly '${source}': ${type};\n`);
  return [
    "import type { ZoomEventMap } from './event-map.js';\n",
    `import type { ${[...new Set([...rows.values()].map(({ type }) => type))].join(', ')} } from './rest.js';\n\n`,
    '/** One event of each name, as documented. */\n',
    `export const EXAMPLES: ZoomEventMap = {\n${[...examples].map(([name, event]) => entry(name, event)).join('')}};\n\n`,
    '/** A row of each REST list. */\n',
    `export interface RestExamples {\n${types.join('')}}\n\n`,
    '/** The row of each REST list, as documented. */\n',
    `export const REST_EXAMPLES: RestExamples = {\n${[...rows].map(([source, { row }]) => entry(source, row)).join('')}};\n`,
  ].join('');
}
