import openapiTS, { astToString, type OpenAPI3, type SchemaObject } from 'openapi-typescript';
import ts from 'typescript';
import type { Schema } from './document.js';

const { factory } = ts;

export interface TypesSource {
  info: { title: string; version: string };
  paths?: Record<string, unknown>;
  components: { schemas: Record<string, Schema>; [section: string]: unknown };
}

/**
 * TypeScript for the named schemas, and for REST paths if the document has any. openapi-typescript makes the nodes; each
 * schema moves from `components` to a declaration of its own, so that hovers and declaration files show its name.
 */
export async function emitTypes(
  { info, paths, components }: TypesSource,
  names: readonly string[],
): Promise<string> {
  const nodes = await openapiTS(
    // Our schemas are JSON Schema 2020-12, as OpenAPI 3.1 has them; the package types them more narrowly.
    { openapi: '3.1.0', info, paths: paths ?? {}, components } as unknown as OpenAPI3,
    { defaultNonNullable: false, silent: true, transform: openEnum },
  );
  const kept: ts.Node[] = [];
  for (const node of nodes) {
    if (!ts.isInterfaceDeclaration(node)) continue;
    if (node.name.text === 'components') {
      kept.push(...liftSchemas(node, names));
      if (paths) kept.push(withoutSchemas(node));
    } else if (paths && (node.name.text === 'paths' || node.name.text === 'operations')) kept.push(node);
  }
  return halveIndent(astToString(kept.map(finish)));
}

const halveIndent = (text: string): string =>
  text.replace(/^ +/gm, (indent) => indent.slice(indent.length / 2));

/** Zoom adds members, so an enum lists the known ones and accepts any other; `& {}` keeps them in completions. */
function openEnum(schema: SchemaObject): ts.TypeNode | undefined {
  if (!schema.enum) return undefined;
  const members = schema.enum.map((member: unknown) =>
    factory.createLiteralTypeNode(
      typeof member === 'number'
        ? factory.createNumericLiteral(member)
        : factory.createStringLiteral(String(member)),
    ),
  );
  const base = typeof schema.enum[0] === 'number' ? ts.SyntaxKind.NumberKeyword : ts.SyntaxKind.StringKeyword;
  const open = factory.createParenthesizedType(
    factory.createIntersectionTypeNode([
      factory.createKeywordTypeNode(base),
      factory.createTypeLiteralNode([]),
    ]),
  );
  return factory.createUnionTypeNode([...members, open]);
}

function liftSchemas(components: ts.InterfaceDeclaration, names: readonly string[]): ts.Node[] {
  const schemas = components.members
    .filter(ts.isPropertySignature)
    .find((section) => nameOf(section) === 'schemas');
  if (!schemas?.type || !ts.isTypeLiteralNode(schemas.type)) return [];
  const wanted = schemas.type.members
    .filter(ts.isPropertySignature)
    .filter((schema) => names.includes(nameOf(schema)));
  return wanted.map((schema) => {
    const name = nameOf(schema);
    if (!schema.type) throw new Error(`The generated schema ${name} has no type.`);
    const exported = [factory.createModifier(ts.SyntaxKind.ExportKeyword)];
    const declaration = ts.isTypeLiteralNode(schema.type)
      ? factory.createInterfaceDeclaration(exported, name, undefined, undefined, schema.type.members)
      : factory.createTypeAliasDeclaration(exported, name, undefined, schema.type);
    return ts.setSyntheticLeadingComments(declaration, ts.getSyntheticLeadingComments(schema));
  });
}

/** `components` with only parameters and responses, which `operations` refers to. */
function withoutSchemas(components: ts.InterfaceDeclaration): ts.Node {
  const kept = components.members.filter(
    (section) => ts.isPropertySignature(section) && ['parameters', 'responses'].includes(nameOf(section)),
  );
  return factory.updateInterfaceDeclaration(
    components,
    undefined,
    components.name,
    undefined,
    undefined,
    kept,
  );
}

function nameOf(property: ts.PropertySignature): string {
  if (ts.isIdentifier(property.name) || ts.isStringLiteral(property.name)) return property.name.text;
  throw new Error('A generated property has a computed name.');
}

/** Replaces `components["schemas"]["QosItem"]` by `QosItem`, and removes tags from comments. */
function finish(node: ts.Node): ts.Node {
  const visit = (child: ts.Node): ts.Node => {
    const name = schemaReference(child);
    return name
      ? factory.createTypeReferenceNode(name)
      : ts.visitEachChild(plainComment(child), visit, undefined);
  };
  return ts.visitEachChild(plainComment(node), visit, undefined);
}

function plainComment(node: ts.Node): ts.Node {
  const comments = ts.getSyntheticLeadingComments(node);
  if (!comments) return node;
  const plain = comments.map((comment) => {
    const lines = comment.text.split('\n').map((line) => line.replace(/^[\s*]+|\s+$/g, ''));
    const sentences = lines.filter(
      (line) => line !== '' && !/^(?:@(?!description|deprecated)|Format:)/.test(line),
    );
    // JSDoc wants tags last.
    const kept = sentences
      .map((line) => line.replace('@description ', ''))
      .sort((a, b) => +a.startsWith('@') - +b.startsWith('@'));
    return {
      ...comment,
      text: kept.length === 1 ? `* ${kept[0]} ` : `*\n${kept.map((line) => ` * ${line}\n`).join('')} `,
    };
  });
  return ts.setSyntheticLeadingComments(node, plain);
}

function schemaReference(node: ts.Node): string | undefined {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isIndexedAccessTypeNode(node.objectType)) return undefined;
  const [root, section, name] = [node.objectType.objectType, node.objectType.indexType, node.indexType];
  const isComponents =
    ts.isTypeReferenceNode(root) && ts.isIdentifier(root.typeName) && root.typeName.text === 'components';
  return isComponents && literal(section) === 'schemas' ? literal(name) : undefined;
}

function literal(node: ts.TypeNode): string | undefined {
  return ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal) ? node.literal.text : undefined;
}
