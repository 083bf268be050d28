import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src/', import.meta.url));

/** Who may import whom; `types of …` where only types may cross. All may import errors and themselves. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  generated: [],
  values: [],
  errors: [],
  events: ['generated'],
  samples: ['events', 'values', 'types of generated'],
  quality: ['types of samples'],
  webhooks: ['events'],
  rest: ['events', 'generated'],
  testing: ['events', 'webhooks', 'generated'],
  report: ['samples', 'quality', 'uplot'],
  index: ['events', 'samples', 'values', 'types of generated'],
};

interface Crossing {
  readonly file: string;
  readonly room: string;
  readonly target: string;
  readonly typesOnly: boolean;
}

/** `src/rest/token.ts` is in the room `rest`, `src/errors.ts` in `errors`. */
const roomOf = (path: string) => path.split('/')[0]?.replace(/\.[jt]s$/, '') ?? '';

function* crossings(): Generator<Crossing> {
  for (const file of readdirSync(src, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const source = ts.createSourceFile(file, readFileSync(src + file, 'utf8'), ts.ScriptTarget.Latest);
    for (const statement of source.statements) {
      if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
      const { moduleSpecifier } = statement;
      if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) continue;
      const target = moduleSpecifier.text.startsWith('.')
        ? roomOf(posix.join(posix.dirname(file), moduleSpecifier.text))
        : moduleSpecifier.text;
      yield { file, room: roomOf(file), target, typesOnly: isTypesOnly(statement) };
    }
  }
}

function isTypesOnly(statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(statement)) return statement.isTypeOnly;
  return statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

describe('the rooms of the house', () => {
  it('import only what is below them', () => {
    const wrong = [...crossings()].filter(({ room, target, typesOnly }) => {
      if (room === 'cli' || target === room || target === 'errors') return false;
      const allowed = MAY_IMPORT[room] ?? [];
      return !allowed.includes(target) && !(typesOnly && allowed.includes(`types of ${target}`));
    });
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });
});
