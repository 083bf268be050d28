/**
 * Generates src/generated, the fixtures, the tables of the documentation and llms.txt from specs/.
 * With `--check` it writes nothing and fails if a committed file is out of date.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { root } from './spec/document.js';
import { drifted } from './spec/drift.js';
import { generateFiles, readSources } from './spec/generate-files.js';

const files = await generateFiles(readSources());
if (process.argv.includes('--check')) {
  const stale = drifted(files, root);
  if (stale.length > 0) {
    console.error(
      `Generated files are out of date; run \`npm run generate\`:\n${stale.map((path) => `  ${path}`).join('\n')}`,
    );
    process.exitCode = 1;
  }
} else {
  for (const [path, text] of files) {
    mkdirSync(dirname(root + path), { recursive: true });
    writeFileSync(root + path, text);
  }
  console.log(`Wrote ${files.size} files.`);
}
