/**
 * Imports a webhook document of Zoom's into specs/ without its prose, and prints what changed since the last import.
 *
 *     npx tsx scripts/import-spec.ts <vendor.json> <specs/out.json>
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { refuseSupplied, SupplementError } from './spec/supplements.js';
import { diffSpecs } from './spec-import/diff-specs.js';
import { parseExactJson, requireObject, SpecImportError } from './spec-import/exact-json.js';
import { stripProse } from './spec-import/strip-prose.js';

function importSpec(source: string, target: string): void {
  const bytes = readFileSync(source);
  const { spec, dropped } = stripProse(parseExactJson(bytes.toString('utf8'), source));
  refuseSupplied(Object.keys(requireObject(spec.webhooks, 'webhooks')));
  const before = existsSync(target)
    ? requireObject(parseExactJson(readFileSync(target, 'utf8'), target), target)
    : undefined;
  writeFileSync(target, `${JSON.stringify(spec, null, 2)}\n`);

  const counts = [...dropped].sort().map(([keyword, times]) => `${keyword} (${times})`);
  console.log(`dropped: ${counts.join(', ') || 'nothing'}`);
  console.log(`sha256 of ${source}: ${createHash('sha256').update(bytes).digest('hex')}`);
  if (before === undefined) console.log(`${target}: first import`);
  else console.log(diffSpecs(before, spec).join('\n') || 'no change');
}

const [source, target] = process.argv.slice(2);
if (source === undefined || target === undefined) {
  console.error('usage: import-spec <vendor.json> <specs/out.json>');
  process.exitCode = 2;
} else {
  try {
    importSpec(source, target);
  } catch (error) {
    if (!(error instanceof SpecImportError || error instanceof SupplementError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
