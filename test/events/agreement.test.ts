import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { isEvent, parseEvent, type VideoSdkEventName, type ZoomEventName } from 'zoom-qss';
import { eventShape } from '../../src/events/event-shape.js';
import { VIDEO_SDK_EVENT_SHAPES } from '../../src/generated/event-shapes.js';
import { corruptions, literal, type Variant } from './corruptions.js';
import { example, QSS_EXAMPLES, type Raw, VIDEO_SDK_EXAMPLES } from './documented.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** All QSS events, and of the Video SDK events the first of each shape. */
function judgedNames(): ZoomEventName[] {
  const videoSdk = [...VIDEO_SDK_EXAMPLES.keys()] as VideoSdkEventName[];
  const byShape = new Map(videoSdk.reverse().map((name) => [VIDEO_SDK_EVENT_SHAPES[name], name]));
  return [...(QSS_EXAMPLES.keys() as Iterable<ZoomEventName>), ...byShape.values()];
}

/** A documented example in its declared type, with one item in each list. */
function sample(name: ZoomEventName): Raw {
  const short = JSON.stringify(example(name), (_, inner) =>
    Array.isArray(inner) ? inner.slice(0, 1) : inner,
  );
  return parseEvent(short);
}

/** One assignment a line, so that a diagnostic's line says which variant it is of. */
function source(name: ZoomEventName, variants: Variant[]): string {
  const assignments = variants.map(({ value }, index) => `export const v${index}: E = ${literal(value)};`);
  return [
    `import type { ZoomEventMap } from '${root}src/index.js'; type E = ZoomEventMap['${name}'];`,
    ...assignments,
  ].join('\n');
}

/** What one run of the compiler says of each variant of each event. */
function compile(sources: Map<string, string>): Map<string, Set<number>> {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (file) => sources.has(file) || fileExists(file);
  host.readFile = (file) => sources.get(file) ?? readFile(file);
  const program = ts.createProgram([...sources.keys()], options, host);
  const refused = new Map<string, Set<number>>();
  for (const file of sources.keys()) {
    const tree = program.getSourceFile(file);
    const found = [...program.getSyntacticDiagnostics(tree), ...program.getSemanticDiagnostics(tree)];
    const lines = found.map(({ start = 0 }) => tree?.getLineAndCharacterOfPosition(start).line ?? 0);
    refused.set(file, new Set(lines));
  }
  return refused;
}

describe('static type and guard', () => {
  const cases = judgedNames().map((name) => {
    const shape = eventShape(name);
    if (!shape) throw new Error(`${name} has no shape.`);
    return { name, file: `${root}test/${name}.ts`, variants: corruptions(sample(name), shape) };
  });
  let refused: Map<string, Set<number>>;
  beforeAll(() => {
    refused = compile(new Map(cases.map(({ name, file, variants }) => [file, source(name, variants)])));
  }, 60_000);

  it.each(cases)('agree on every corruption of $name', ({ name, file, variants }) => {
    const verdicts = (holds: (variant: Variant, index: number) => boolean) =>
      variants.map(
        (variant, index) => `${variant.label}: ${holds(variant, index) ? 'holds' : 'does not hold'}`,
      );
    const lines = refused.get(file);
    const guard = verdicts(({ value }) => isEvent(value, name));
    expect(guard).toEqual(verdicts((_, index) => lines?.has(index + 1) === false));
    expect(lines?.has(0)).toBe(false);
    expect(guard[0]).toBe('as it is: holds');
    expect(guard.filter((verdict) => verdict.endsWith('does not hold')).length).toBeGreaterThan(20);
  });
});
