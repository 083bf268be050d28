import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src/', import.meta.url));

/** Which rooms a room may import, besides itself and errors; `types` where only types may be. */
const ROOMS: Record<string, Record<string, 'all' | 'types'>> = {
  errors: {},
  bytes: {},
  // Generated literals of samples know the types they fill.
  generated: { samples: 'types' },
  values: {},
  shapes: {},
  events: { shapes: 'all', generated: 'all' },
  samples: { events: 'all', shapes: 'all', values: 'all', generated: 'all' },
  quality: { samples: 'all', generated: 'all' },
  store: { events: 'all', samples: 'all', quality: 'all', generated: 'all' },
  webhooks: { bytes: 'all', events: 'all' },
  rest: { bytes: 'all', shapes: 'all', generated: 'all' },
  schemas: { events: 'all', samples: 'all', shapes: 'all' },
  testing: { bytes: 'all', events: 'all', webhooks: 'all', generated: 'all' },
  otel: { samples: 'all', quality: 'all', generated: 'all' },
  report: { samples: 'all', quality: 'all', generated: 'all' },
  // The front door, and the command line, see every room.
  index: { events: 'all', samples: 'all', values: 'all', generated: 'types' },
  cli: Object.fromEntries(
    [
      'shapes',
      'events',
      'samples',
      'values',
      'quality',
      'webhooks',
      'rest',
      'schemas',
      'testing',
      'report',
      'store',
      'generated',
    ].map((room) => [room, 'all' as const]),
  ),
};

interface Import {
  from: string;
  specifier: string;
  typeOnly: boolean;
}

const files = (readdirSync(src, { recursive: true, encoding: 'utf8' }) as string[])
  .filter((file) => /\.tsx?$/.test(file))
  .sort();
const text = (file: string) => readFileSync(join(src, file), 'utf8');
const parsed = new Map(
  files.map((file) => [file, ts.createSourceFile(file, text(file), ts.ScriptTarget.Latest, true)]),
);
const imports = files.flatMap((file) => importsOf(file));

/** The imports of our own files, by path. */
const localImports = imports
  .filter(({ specifier }) => specifier.startsWith('.'))
  .map(({ from, specifier }) => ({ from, to: join(dirname(from), specifier).replace(/\.js$/, '.ts') }));

/** `events/parse.ts` is in the room `events`; `errors.ts` is a room itself. */
const roomOf = (file: string) => file.replace(/[/.].*$/, '');

function importsOf(file: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
    if (specifier && ts.isStringLiteralLike(specifier))
      found.push({ from: file, specifier: specifier.text, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, bringsTypesOnly(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, bringsTypesOnly(node));
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  const tree = parsed.get(file);
  if (tree) visit(tree);
  return found;
}

/** Each circle of files that import each other, types included, as `a.ts -> b.ts -> a.ts`. */
function circles(): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) found.push([...path.slice(start), file].join(' -> '));
    if (start >= 0 || done.has(file)) return;
    for (const { from, to } of localImports) if (from === file) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return found;
}

function bringsTypesOnly(clause: ts.ImportClause | ts.ExportDeclaration | undefined): boolean {
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const named = ts.isImportClause(clause) ? clause.namedBindings : clause.exportClause;
  if (!named || (ts.isImportClause(clause) && clause.name)) return false;
  return (
    (ts.isNamedImports(named) || ts.isNamedExports(named)) &&
    named.elements.every(({ isTypeOnly }) => isTypeOnly)
  );
}

describe('src', () => {
  it('has no room that the table of imports does not name', () => {
    expect([...new Set(files.map(roomOf))].filter((room) => !(room in ROOMS))).toEqual([]);
  });

  it('imports only as the table allows: data flows one way', () => {
    const forbidden = imports.filter(({ from, specifier, typeOnly }) => {
      if (!specifier.startsWith('.')) return false;
      const [own, other] = [roomOf(from), roomOf(join(dirname(from), specifier))];
      const allowed = ROOMS[own]?.[other];
      return own !== other && other !== 'errors' && allowed !== 'all' && !(allowed === 'types' && typeOnly);
    });
    expect(forbidden.map(({ from, specifier }) => `${from} imports ${specifier}`)).toEqual([]);
  });

  it('has no circle of files', () => {
    expect(circles()).toEqual([]);
  });

  it('has no command that imports another', () => {
    const commandOf = (file: string) => /^cli\/commands\/([^/]+)\//.exec(file)?.[1];
    const between = localImports.filter(({ from, to }) => {
      const [own, other] = [commandOf(from), commandOf(to)];
      return own !== undefined && other !== undefined && own !== other;
    });
    expect(between).toEqual([]);
    expect(new Set(files.map(commandOf)).size).toBeGreaterThan(7);
  });

  it('passes data one way through the command line: input, output, database, receive, commands', () => {
    const folders = ['input', 'output', 'database', 'receive', 'commands'];
    const levelOf = (file: string) => folders.indexOf(/^cli\/([^/]+)\//.exec(file)?.[1] ?? '');
    const upwards = localImports.filter(({ from, to }) => levelOf(from) >= 0 && levelOf(to) > levelOf(from));
    expect(upwards).toEqual([]);
  });

  it('imports Node’s modules in the command line alone, and packages where they are bundled', () => {
    const foreign = imports.filter(({ from, specifier }) => {
      if (specifier.startsWith('.') || roomOf(from) === 'cli') return false;
      return specifier.startsWith('node:') || !from.startsWith('report/page/');
    });
    expect(foreign.map(({ from, specifier }) => `${from} imports ${specifier}`)).toEqual([]);
  });

  it('finds what it imports: every path ends in .js and is that of a file', () => {
    const lost = imports.filter(({ from, specifier }) => {
      const target = join(dirname(from), specifier).replace(/\.js$/, '.ts');
      return specifier.startsWith('.') && !files.includes(target);
    });
    expect(lost).toEqual([]);
    expect(imports.length).toBeGreaterThan(100);
  });

  it.each(files.filter((file) => !file.includes('generated/')))('%s has at most 300 lines', (file) => {
    expect(text(file).split('\n').length - 1).toBeLessThanOrEqual(300);
  });

  it('exports by name: no `export *`, no default', () => {
    const nameless = [...parsed].flatMap(([file, { statements }]) =>
      statements
        .filter(
          (statement) =>
            (ts.isExportDeclaration(statement) &&
              (!statement.exportClause || ts.isNamespaceExport(statement.exportClause))) ||
            ts.isExportAssignment(statement) ||
            (ts.canHaveModifiers(statement) &&
              ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)),
        )
        .map((statement) => `${file}: ${statement.getText().split('\n')[0]}`),
    );
    expect(nameless).toEqual([]);
  });
});
