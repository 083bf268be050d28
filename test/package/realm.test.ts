import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

it('loads where there is neither TextDecoder nor any other global of the web, as in a jsdom test', async () => {
  const entry = new URL('../../src/index.ts', import.meta.url).pathname;
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'zoomQss',
  });
  // A new context has the globals of the language alone.
  const read = `${outputFiles[0]?.text}; zoomQss.parseEvent('{"event":"x.y","payload":{}}').event`;
  expect(runInNewContext(read)).toBe('x.y');
  expect(() => runInNewContext('new TextDecoder()')).toThrow('TextDecoder is not defined');
});
