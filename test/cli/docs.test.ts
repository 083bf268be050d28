/** The ways that docs/cli.md gives to run `listen` as a service. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readOptions } from '../../src/cli/commands/listen/options.js';

const page = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8');
const [, service = ''] = page.split('### As a service');

it('starts the program itself as a service, with arguments that it takes', () => {
  const lines = [...service.matchAll(/node_modules\/\.bin\/zoom-qss listen (.+)/g)].map(([, args = '']) =>
    args.split(' '),
  );
  const [, list = '[]'] = /ENTRYPOINT (\[.+\])/.exec(service) ?? [];
  const [program, command, ...args] = JSON.parse(list);
  expect([program, command]).toEqual(['node_modules/.bin/zoom-qss', 'listen']);
  expect([...lines, args].map((each) => readOptions(each, { env: {} }).files.out)).toEqual([
    'samples.ndjson',
    '/var/lib/zoom-qss/samples.ndjson',
    '/data/samples.ndjson',
  ]);
});
