import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isKnownEvent, safeParseEvent, type ZoomEventName } from 'zoom-qss';
import { ArgumentError, eventSchema, type Schema, sampleSchema, zoomEventSchema } from 'zoom-qss/schemas';
import { EXAMPLES, example, type Raw } from '../events/documented.js';
import { mutate, randomFrom } from '../events/mutations.js';
import { compileSchemas } from './compile.js';

const NAMES = [...EXAMPLES.keys()] as ZoomEventName[];
const jsonSchema = (schema: Schema<unknown>) => schema['~standard'].jsonSchema;

describe('the targets', () => {
  it('name their dialect', () => {
    const { input } = jsonSchema(eventSchema('phone.call_qos'));
    expect(input({ target: 'draft-2020-12' }).$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(input({ target: 'draft-07' }).$schema).toBe('http://json-schema.org/draft-07/schema#');
    expect(input({ target: 'openapi-3.0' })).not.toHaveProperty('$schema');
  });

  it.each(['draft-04', 'openapi-3.1', '', undefined, null])('%s is refused', (target) => {
    const { input, output } = jsonSchema(sampleSchema);
    for (const convert of [input, output]) {
      expect(() => convert({ target: target as string })).toThrow(ArgumentError);
      expect(() => convert({ target: target as string })).toThrow(
        "Expected target to be 'draft-2020-12', 'draft-07' or 'openapi-3.0'.",
      );
    }
    expect(() => input(undefined as never)).toThrow(ArgumentError);
  });

  it('each give a new schema, which its user may change', () => {
    const { output } = jsonSchema(sampleSchema);
    const first = output({ target: 'draft-07' });
    (first.required as string[]).length = 0;
    expect(output({ target: 'draft-07' }).required).not.toEqual([]);
    expect(sampleSchema['~standard'].validate({}).issues).not.toEqual([]);
  });

  it('have no reference, so that a schema can be embedded anywhere', () => {
    for (const target of ['draft-2020-12', 'draft-07', 'openapi-3.0']) {
      const { input, output } = jsonSchema(zoomEventSchema);
      expect(JSON.stringify([input({ target }), output({ target })])).not.toContain('$ref');
    }
  });

  it('use no keyword that OpenAPI 3.0 lacks, in schemas of it', () => {
    for (const schema of [zoomEventSchema, sampleSchema]) {
      const { input, output } = jsonSchema(schema);
      const text = JSON.stringify([input({ target: 'openapi-3.0' }), output({ target: 'openapi-3.0' })]);
      for (const keyword of ['const', 'contains', '$schema', '$defs', 'examples'])
        expect(text).not.toContain(`"${keyword}":`);
      expect(text).not.toContain('"type":[');
      expect(text).not.toContain('"type":"null"');
      expect([...text.matchAll(/"type":"array"(?!,"(?:items|maxItems":0,"items)")/g)]).toEqual([]);
    }
  });

  it('mean the same', () => {
    const ajv = new Ajv({ strict: true });
    const convert = (target: string) =>
      new Map(
        NAMES.map((name) => {
          const { input, output } = jsonSchema(eventSchema(name));
          return [name, [ajv.compile(input({ target })), ajv.compile(output({ target }))] as const];
        }),
      );
    const [draft7, openApi] = [convert('draft-07'), convert('openapi-3.0')];
    const draft2020 = new Map(NAMES.map((name) => [name, compileSchemas(eventSchema(name))]));
    const random = randomFrom(3);
    for (let index = 0; index < 3_000; index += 1) {
      const name = NAMES[index % NAMES.length] as ZoomEventName;
      const body = JSON.parse(mutate(EXAMPLES.get(name) as Raw, random));
      const { input, output } = draft2020.get(name) ?? expect.fail();
      const expected = [input(body), output(body)];
      expect(draft7.get(name)?.map((validate) => validate(body))).toEqual(expected);
      expect(openApi.get(name)?.map((validate) => validate(body))).toEqual(expected);
    }
  }, 120_000);
});

describe('the input schema', () => {
  const { input } = compileSchemas(zoomEventSchema);

  it('accepts every time that the parser reads', () => {
    const digits = fc.stringMatching(/^\s?-?\d{1,20}(?:\.\d{0,4})?(?:e[+-]?\d{1,2})?\s?$/);
    const number = fc.oneof(fc.double(), fc.integer()).map(String);
    const date = fc.date({ noInvalidDate: true }).map((time) => time.toISOString());
    const zone = date.map((text) => text.toLowerCase().replace('z', '+05:30'));
    let read = 0;
    fc.assert(
      fc.property(fc.oneof(digits, number, date, zone), (event_ts) => {
        const body = { ...example('phone.call_qos'), event_ts };
        if (!safeParseEvent(body).ok) return;
        read += 1;
        expect(input(body)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    expect(read).toBeGreaterThan(500);
  });

  it('accepts unknown events as the parser does', () => {
    for (const event of ['new', ' new', 5, true, '', ' ', null, {}, ['new'], 'phone.call_qos']) {
      const body = { event };
      expect(input(body), JSON.stringify(body)).toBe(safeParseEvent(body).ok);
    }
  });

  it('joins events that need the same', () => {
    const { anyOf } = jsonSchema(zoomEventSchema).input({ target: 'draft-2020-12' });
    expect((anyOf as unknown[]).length).toBeLessThan(16);
  });
});

describe('the output schema', () => {
  it('accepts every documented event, and no other event under its name', () => {
    const { output } = compileSchemas(zoomEventSchema);
    for (const [name, body] of EXAMPLES) {
      expect(output(body), name).toBe(isKnownEvent(body));
      expect(output({ event: name, event_ts: 1, payload: {} }), name).toBe(name.startsWith('session.rtms_'));
    }
    expect(output({ event: 'new' })).toBe(true);
  });
});
