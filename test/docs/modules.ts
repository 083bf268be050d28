import * as standardValidator from '@hono/standard-validator';
import * as trpc from '@trpc/server';
import * as ajv from 'ajv/dist/2020.js';
import * as fastify from 'fastify';
import * as hono from 'hono';
import * as root from 'zoom-qss';
import * as otel from 'zoom-qss/otel';
import * as quality from 'zoom-qss/quality';
import * as rest from 'zoom-qss/rest';
import * as schemas from 'zoom-qss/schemas';
import events from 'zoom-qss/schemas/events.json' with { type: 'json' };
import * as store from 'zoom-qss/store';
import * as testing from 'zoom-qss/testing';
import * as webhooks from 'zoom-qss/webhooks';
import { documentedPages } from '../rest/zoom.js';

/** Zoom's API with the documented answers; `/old/` is a conference of long ago. */
const fetch: rest.Fetch = async (url) => {
  const [meetings, , sessions] = Object.values(documentedPages());
  if (url.endsWith('/oauth/token')) return Response.json({ access_token: 'token', expires_in: 3600 });
  if (url.includes('/old/')) return Response.json({ code: 12702, message: 'Too old.' }, { status: 400 });
  if (url.includes('next_page_token')) return Response.json({ participants: [], users: [] });
  return Response.json(url.includes('/sessions/') ? sessions : meetings);
};

/** What a snippet imports: this library, whose REST client asks nobody but the `fetch` above, and tools that serve nothing. */
export const MODULES: Readonly<Record<string, unknown>> = {
  'zoom-qss': root,
  'zoom-qss/otel': otel,
  'zoom-qss/quality': quality,
  'zoom-qss/schemas': schemas,
  'zoom-qss/schemas/events.json': { default: events },
  'zoom-qss/store': store,
  'zoom-qss/testing': testing,
  'zoom-qss/webhooks': webhooks,
  '@hono/standard-validator': standardValidator,
  '@trpc/server': trpc,
  'ajv/dist/2020.js': ajv,
  fastify,
  hono,
  'zoom-qss/rest': {
    ...rest,
    createQssClient: (options: rest.QssClientOptions) => rest.createQssClient({ fetch, ...options }),
  },
};
