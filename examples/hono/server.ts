import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { receiver } from './receiver.js';

const app = new Hono();
app.post('/webhooks/zoom', (context) => receiver.fetch(context.req.raw));
serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 8080) });
