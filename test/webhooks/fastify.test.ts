import { type FastifyInstance, fastify } from 'fastify';
import { expect, it } from 'vitest';
import { createReceiver, toFastifyPlugin } from 'zoom-qss/webhooks';
import { eventBody, now, SECRET, signedHeaders } from './zoom.js';

const body = eventBody();

function inject(app: FastifyInstance, url: string, headers = signedHeaders(body)) {
  return app.inject({ method: 'POST', url, headers, body });
}

it('answers what is injected, as tests of an application do', async () => {
  const app = fastify();
  app.register(toFastifyPlugin(createReceiver({ secrets: SECRET, now, path: '/webhooks/zoom' })));
  expect((await inject(app, '/webhooks/zoom')).statusCode).toBe(200);
  expect((await inject(app, '/webhooks/zoom', {})).json()).toEqual({ error: 'signature_missing' });
  expect((await inject(app, '/other')).statusCode).toBe(404);
});

it('answers at its prefix, or at the path under it', async () => {
  for (const path of [undefined, '/webhooks', '/webhooks/zoom']) {
    const app = fastify();
    app.register(toFastifyPlugin(createReceiver({ secrets: SECRET, now, path })), { prefix: '/webhooks' });
    expect((await inject(app, path ?? '/webhooks')).statusCode).toBe(200);
    expect((await inject(app, '/')).statusCode).toBe(404);
  }
});

it('answers with or without a slash at the end, as all adapters do', async () => {
  for (const routerOptions of [{}, { ignoreTrailingSlash: true }])
    for (const prefix of ['', '/webhooks'])
      for (const path of ['/webhooks/zoom', '/webhooks/zoom/']) {
        const app = fastify({ routerOptions });
        app.register(toFastifyPlugin(createReceiver({ secrets: SECRET, now, path })), { prefix });
        for (const url of ['/webhooks/zoom', '/webhooks/zoom/'])
          expect((await inject(app, url)).statusCode).toBe(200);
      }
});

it('answers at / alone without a path and a prefix', async () => {
  const app = fastify();
  app.register(toFastifyPlugin(createReceiver({ secrets: SECRET, now })));
  expect((await inject(app, '/')).statusCode).toBe(200);
  for (const url of ['/other', '//']) expect((await inject(app, url)).statusCode).toBe(404);
});

it('refuses a path that is not under the prefix', async () => {
  const app = fastify();
  const plugin = toFastifyPlugin(createReceiver({ secrets: SECRET, path: '/zoom' }));
  await expect(app.register(plugin, { prefix: '/webhooks' })).rejects.toMatchObject({
    argument: 'path',
    message: 'Expected path to be a path under the prefix of the plugin.',
  });
});
