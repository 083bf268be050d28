import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { root } from '../spec/document.js';

/** The JSDoc text of each member of a file's interfaces and tables, on one line, by name: `QosSample.type`. */
export function jsDocOf(path: string): Map<string, string> {
  const file = ts.createSourceFile(path, readFileSync(root + path, 'utf8'), ts.ScriptTarget.Latest, true);
  const docs = new Map<string, string>();
  const visit = (node: ts.Node, owner: string): void => {
    if (ts.isPropertySignature(node) || ts.isPropertyAssignment(node)) {
      const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
      const text = doc && ts.getTextOfJSDocComment(doc.comment);
      if (text) docs.set(`${owner}.${node.name.getText()}`, text.replace(/\s+/g, ' '));
      return;
    }
    const named = ts.isInterfaceDeclaration(node) || ts.isVariableDeclaration(node);
    ts.forEachChild(node, (child) => visit(child, named ? node.name.getText() : owner));
  };
  visit(file, '');
  return docs;
}
