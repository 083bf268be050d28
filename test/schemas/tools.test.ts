import { existsSync, readFileSync } from 'node:fs';
import { sValidator } from '@hono/standard-validator';
import { FormApi } from '@tanstack/form-core';
import { initTRPC, TRPCError } from '@trpc/server';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isQosEvent, parseEvent, toRow, toSamples, type ZoomEventName } from 'zoom-qss';
import { eventSchema, type Schema, sampleRowSchema, zoomEventSchema } from 'zoom-qss/schemas';
import { changed, EXAMPLES, example } from '../events/documented.js';
import { isMissing } from '../missing.js';

const body = example('meeting.participant_qos');
/** The parser repairs the account, and so does every tool. */
const incomplete = changed(body, ['payload', 'account_id'], null);
const repaired = changed(body, ['payload', 'account_id'], '');
const wrong = changed(body, ['payload', 'object'], 'jane@example.com');
const schema = eventSchema('meeting.participant_qos', 'webinar.participant_qos');

const tools = new URL('../tools/', import.meta.url);
const lacksTools = isMissing('test/tools', existsSync(new URL('node_modules/@asyncapi/parser', tools)));

const post = (value: unknown) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

describe('Hono', () => {
  const app = new Hono();
  app.post('/events', sValidator('json', schema), (c) => c.json(c.req.valid('json')));
  app.post(
    '/quiet',
    sValidator('json', schema, (result, c) =>
      result.success ? undefined : c.json({ issues: result.error }, 400),
    ),
    (c) => c.json(c.req.valid('json').event),
  );

  it('validates and repairs', async () => {
    expect(await (await app.request('/events', post(incomplete))).json()).toEqual(repaired);
  });

  it('repeats the body in its own 400, and not in that of the documentation', async () => {
    const loud = await app.request('/events', post(wrong));
    expect(loud.status).toBe(400);
    expect(await loud.text()).toContain('jane@example.com');
    const quiet = await app.request('/quiet', post(wrong));
    expect(quiet.status).toBe(400);
    expect(await quiet.json()).toEqual({
      issues: [{ message: 'Expected an object, received a string.', path: ['payload', 'object'] }],
    });
  });
});

describe('tRPC', () => {
  const t = initTRPC.create();
  const router = t.router({
    event: t.procedure.input(zoomEventSchema).query(({ input }) => input),
    row: t.procedure.output(sampleRowSchema).query(() => row()),
    wrong: t.procedure
      .output(sampleRowSchema)
      .query(() => ({ ...row(), product: 'jane@example.com' as 'phone' })),
  });
  const caller = t.createCallerFactory(router)({});

  it('validates input and output', async () => {
    expect(await caller.event(incomplete as typeof body & { event: string; payload: unknown })).toEqual(
      repaired,
    );
    expect(await caller.row()).toEqual(row());
    const refused = await caller.event(wrong as never).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(TRPCError);
    expect(String((refused as TRPCError).cause)).not.toContain('jane');
    await expect(caller.wrong()).rejects.toThrow('Output validation failed');
  });
});

describe('TanStack Form', () => {
  it('shows the issue of each field', () => {
    const form = new FormApi({ defaultValues: row(), validators: { onChange: sampleRowSchema } });
    form.mount();
    form.setFieldValue('mos', 'five' as never);
    expect(form.state.isValid).toBe(false);
    expect(form.state.errors[0]).toMatchObject({
      mos: [{ message: 'Expected a number or null, received a string.' }],
    });
    form.setFieldValue('mos', 4.2);
    expect(form.state.isValid).toBe(true);
  });
});

describe('Fastify', () => {
  it('validates by its own JSON Schema, and serializes by it', async () => {
    const app = Fastify({ ajv: { customOptions: { coerceTypes: false } } });
    const target = { target: 'draft-07' };
    const { jsonSchema } = schema['~standard'];
    app.post('/events', {
      schema: { body: jsonSchema.input(target), response: { 200: jsonSchema.output(target) } },
      handler: ({ body: received }) => parseEvent(received),
    });
    const send = (value: object) => app.inject({ method: 'POST', url: '/events', payload: value });
    expect((await send(incomplete)).json()).toEqual(repaired);
    const refused = await send(wrong);
    expect(refused.statusCode).toBe(400);
    expect(refused.body).not.toContain('jane');
    // With coercion, which is its default, these become times in 1970.
    for (const time of [null, true, [5]])
      expect((await send({ ...body, event_ts: time })).statusCode).toBe(400);
    await app.close();
  });
});

describe('Zod', () => {
  it.each(['draft-2020-12', 'draft-07', 'openapi-3.0'] as const)(
    'makes schemas of the JSON Schemas in %s',
    (target) => {
      // Schemas of OpenAPI do not name their dialect.
      const options = target === 'openapi-3.0' ? { defaultTarget: target } : {};
      for (const [name, documented] of EXAMPLES) {
        const { jsonSchema } = eventSchema(name as ZoomEventName)['~standard'];
        const output = z.fromJSONSchema(jsonSchema.output({ target }) as never, options);
        const value = parseEvent(documented);
        expect(output.parse(value), name).toEqual(value);
        expect(output.safeParse({ ...documented, payload: 5 }).success).toBe(false);
      }
      const { jsonSchema } = sampleRowSchema['~standard'];
      const rowOfZod = z.fromJSONSchema(jsonSchema.output({ target }) as never, options);
      expect(rowOfZod.parse(row())).toEqual(row());
      expect(rowOfZod.safeParse({ ...row(), mos: 'five' }).success).toBe(false);
    },
  );
});

describe.skipIf(lacksTools)('Nest 12', () => {
  it('validates and repairs in its StandardSchemaValidationPipe', async () => {
    // It has no types here: its packages are installed apart.
    const nest: {
      serveNest: (schema: Schema<unknown>) => Promise<{ url: string; close: () => Promise<void> }>;
    } = await import(new URL('nest.mjs', tools).href);
    const { url, close } = await nest.serveNest(schema);
    try {
      const read = await fetch(url, post(incomplete));
      expect(read.status).toBe(201);
      expect(await read.json()).toEqual(repaired);
      const refused = await fetch(url, post(wrong));
      expect(refused.status).toBe(400);
      expect(await refused.json()).toMatchObject({
        message: ['payload.object: Expected an object, received a string.'],
      });
    } finally {
      await close();
    }
  });
});

describe.skipIf(lacksTools)('the parser of AsyncAPI', () => {
  it('finds no error in asyncapi.json, a message for each event, and the signature', async () => {
    // It has no types here: its packages are installed apart.
    const asyncapi: {
      parseAsyncApi: (text: string) => Promise<{
        diagnostics: { severity: number; code: string }[];
        operations: { action: string; schemes: string[] }[];
        messages: { id: string; payload: object; examples: unknown[] }[];
      }>;
    } = await import(new URL('asyncapi.mjs', tools).href);
    const text = readFileSync(new URL('../../schemas/asyncapi.json', import.meta.url), 'utf8');
    const { diagnostics, operations, messages } = await asyncapi.parseAsyncApi(text);
    expect(diagnostics.filter(({ severity }) => severity < 2)).toEqual([]);
    expect(operations).toEqual(Array(2).fill({ action: 'receive', schemes: ['httpApiKey'] }));
    expect(messages.map(({ id }) => id)).toEqual(expect.arrayContaining([...EXAMPLES.keys()]));
  });
});

function row() {
  const event = parseEvent(example('phone.call_qos'));
  const [sample] = isQosEvent(event) ? toSamples(event).samples : [];
  if (sample === undefined) throw new Error('The documented event has no sample.');
  return toRow(sample);
}
