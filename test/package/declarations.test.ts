import { resolve } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

const ROOT = resolve(import.meta.dirname, '../..');
const SRC = `${ROOT}/src/`;

/** The entry points with code: `'.'`, `'./quality'`, … */
const NAMES = Object.keys(manifest.exports).filter((name) => !name.endsWith('.json'));

let checker: ts.TypeChecker;
/** What each entry point exports. */
const exported = new Map<string, ReadonlyMap<string, ts.Symbol>>();

beforeAll(() => {
  const { config } = ts.readConfigFile(`${ROOT}/tsconfig.json`, ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
  const files = NAMES.map((name) => resolve(SRC, name, 'index.ts'));
  const program = ts.createProgram(files, options);
  checker = program.getTypeChecker();
  for (const [index, name] of NAMES.entries()) {
    const file = program.getSourceFile(files[index] ?? '');
    const module = file && checker.getSymbolAtLocation(file);
    const symbols = module ? checker.getExportsOfModule(module) : [];
    exported.set(name, new Map(symbols.map((symbol) => [symbol.name, aliased(symbol)])));
  }
}, 120_000);

describe.each(NAMES)('%s', (entry) => {
  it('documents every export', () => {
    const undocumented = [...symbolsOf(entry)].filter(([, symbol]) => isUndocumented(symbol));
    expect(undocumented.map(([name]) => name)).toEqual([]);
  });

  it('documents every member of its own types', () => {
    const undocumented = [...symbolsOf(entry).values()].flatMap(membersOf).filter(isUndocumented);
    expect([...new Set(undocumented.map(placeOf))]).toEqual([]);
  });

  it('exports every type that its functions and types name, unless the root does', () => {
    const known = new Set([...symbolsOf(entry).values(), ...symbolsOf('.').values()]);
    const missing = new Set<string>();
    walk(entry, (node) => {
      // What a type extends or is an alias of is part of it, as is what no other file can name.
      if (!ts.isTypeReferenceNode(node) || ts.isTypeAliasDeclaration(node.parent)) return;
      const symbol = symbolAt(node.typeName);
      const isNameable = declarationsOf(symbol).some(
        (declaration) => isInSrc(declaration) && (ts.getCombinedModifierFlags(declaration) & EXPORT) !== 0,
      );
      if (symbol && isNameable && !known.has(symbol)) missing.add(symbol.name);
    });
    expect([...missing]).toEqual([]);
  });

  it('takes undefined for every option that may be absent', () => {
    // What the library returns is data, which may be given back to it.
    const returned = new Set(NAMES.flatMap((name) => optionalMembers(name, false)));
    const options = optionalMembers(entry, true).filter((member) => !returned.has(member));
    const refusing = options.filter((option) => !takesUndefined(option));
    expect(refusing.map((option) => option.getText())).toEqual([]);
  });
});

const FOREIGN = /Like$|^(?:Node|Lambda)|^(?:Fetch|Store)(?:Init|Response)$|^CopyClient$/;
const EXPORT = ts.ModifierFlags.Export;

function symbolsOf(entry: string): ReadonlyMap<string, ts.Symbol> {
  const symbols = exported.get(entry);
  if (!symbols?.size) throw new Error(`${entry} exports nothing.`);
  return symbols;
}

function aliased(symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function symbolAt(node: ts.Node): ts.Symbol | undefined {
  const symbol = checker.getSymbolAtLocation(node);
  return symbol && aliased(symbol);
}

function declarationsOf(symbol: ts.Symbol | undefined): readonly ts.Declaration[] {
  return symbol?.declarations ?? [];
}

function isInSrc(node: ts.Node): boolean {
  return node.getSourceFile().fileName.startsWith(SRC);
}

/** Written by hand: generated types say what Zoom sends. */
function isOurs(node: ts.Node): boolean {
  return isInSrc(node) && !node.getSourceFile().fileName.includes('/generated/');
}

/** Where a member is declared, and how. */
function placeOf({ name, declarations: [node] = [] }: ts.Symbol): string {
  return node ? `${node.getSourceFile().fileName.slice(SRC.length)}: ${node.getText()}` : name;
}

function isUndocumented(symbol: ts.Symbol): boolean {
  return ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim() === '';
}

/** The members of a type or class that are declared by name, not by a mapped type. */
function membersOf(symbol: ts.Symbol): readonly ts.Symbol[] {
  const isType = symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.Class | ts.SymbolFlags.TypeAlias);
  const type = isType ? checker.getDeclaredTypeOfSymbol(symbol) : undefined;
  const parts = type?.isUnion() ? type.types : type ? [type] : [];
  return parts
    .flatMap((part) => (part.isIntersection() ? part.types : [part]))
    .flatMap((part) => checker.getPropertiesOfType(part))
    .filter(({ declarations }) => declarations?.every((each) => isOurs(each) && isNamedMember(each)));
}

/** A tag or an absence says all in its type. The members of another library's type are documented there. */
function isNamedMember(node: ts.Node): boolean {
  const type = ts.isPropertySignature(node) || ts.isPropertyDeclaration(node) ? node.type : undefined;
  if (type && (ts.isLiteralTypeNode(type) || type.kind === ts.SyntaxKind.UndefinedKeyword)) return false;
  const { parent } = node;
  if (ts.isInterfaceDeclaration(parent) && FOREIGN.test(parent.name.text)) return false;
  return ts.isPropertySignature(node) || ts.isMethodSignature(node) || ts.isPropertyDeclaration(node);
}

/** The optional members of what functions are given, or of what they return. */
function optionalMembers(entry: string, asInput: boolean): ts.PropertySignature[] {
  const members: ts.PropertySignature[] = [];
  walk(entry, (node, isInput) => {
    const isOptional = ts.isPropertySignature(node) && node.questionToken !== undefined;
    if (isOptional && isOurs(node) && isInput === asInput) members.push(node);
  });
  return members;
}

function takesUndefined({ type }: ts.PropertySignature): boolean {
  if (!type) return true;
  const declared = checker.getTypeFromTypeNode(type);
  const parts = declared.isUnion() ? declared.types : [declared];
  return parts.some(({ flags }) => flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Unknown));
}

/**
 * Visits the types in the declarations of an entry point's exports, and those that they name. A parameter of a function is
 * input; a parameter of a function that is given is not.
 */
function walk(entry: string, visit: (node: ts.Node, isInput: boolean) => void): void {
  const seen = { true: new Set<ts.Node>(), false: new Set<ts.Node>() };
  const enter = (node: ts.Node, isInput: boolean): void => {
    if (seen[`${isInput}`].has(node)) return;
    seen[`${isInput}`].add(node);
    visit(node, isInput);
    if (ts.isFunctionLike(node)) {
      for (const { type } of node.parameters) if (type) enter(type, !isInput);
      if (node.type) enter(node.type, isInput);
      return;
    }
    if (ts.isTypeReferenceNode(node)) enterSymbol(symbolAt(node.typeName), isInput);
    if (ts.isExpressionWithTypeArguments(node)) enterSymbol(symbolAt(node.expression), isInput);
    if (ts.isVariableDeclaration(node)) {
      if (node.type) enter(node.type, isInput);
    } else if (ts.isTypeNode(node) || ts.isTypeElement(node) || isDeclaration(node))
      ts.forEachChild(node, (child) => enter(child, isInput));
  };
  const enterSymbol = (symbol: ts.Symbol | undefined, isInput: boolean): void => {
    for (const declaration of declarationsOf(symbol)) if (isInSrc(declaration)) enter(declaration, isInput);
  };
  for (const symbol of symbolsOf(entry).values()) {
    // A type by itself is neither given nor returned.
    if (symbol.flags & ts.SymbolFlags.Value) enterSymbol(symbol, false);
  }
}

function isDeclaration(node: ts.Node): boolean {
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isHeritageClause(node);
}
