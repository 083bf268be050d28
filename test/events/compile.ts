import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { ZoomEventName } from 'zoom-qss';
import { literal } from './corruptions.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A file of a program that need not exist; inside the project, so that its imports resolve. */
export const fileFor = (name: string) => `${root}test/${name}.ts`;

/** One assignment a line, so that a diagnostic's line says which variant it is of. */
export function source(name: ZoomEventName, values: readonly unknown[]): string {
  const assignments = values.map((value, index) => `export const v${index}: E = ${literal(value)};`);
  return [
    `import type { ZoomEventMap } from '${root}src/index.js'; type E = ZoomEventMap['${name}'];`,
    ...assignments,
  ].join('\n');
}

/** The lines of each file that one run of the compiler refuses. */
export function compile(sources: ReadonlyMap<string, string>): Map<string, Set<number>> {
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
