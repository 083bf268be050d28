import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { isKnownEvent, parseEvent, SAMPLE_COLUMNS, SNAPSHOT_COLUMNS, toRow, toSamples } from 'zoom-qss';
import { zoomEventSchema } from 'zoom-qss/schemas';
import asyncapi from 'zoom-qss/schemas/asyncapi.json' with { type: 'json' };
import bodies from 'zoom-qss/schemas/bodies.json' with { type: 'json' };
import events from 'zoom-qss/schemas/events.json' with { type: 'json' };
import rows from 'zoom-qss/schemas/rows.json' with { type: 'json' };
import { fixtures } from 'zoom-qss/testing';
import { EXAMPLES, type Raw } from '../events/documented.js';
import { mutate, randomFrom } from '../events/mutations.js';
import { compileSchemas } from './compile.js';

/** Strict mode refuses what is unclear, such as a keyword that it does not know. */
const ajv = () => new Ajv2020({ strict: true, keywords: ['x-unit'] });
const size = (document: object, without: string[] = []) =>
  JSON.stringify(document, (key, value) =>
    without.includes(key) && typeof value !== 'object' ? undefined : value,
  ).length;

describe('events.json and bodies.json', () => {
  it('mean the same as the schema of all events', () => {
    const exact = ajv().compile(events);
    const wide = ajv().compile(bodies);
    const { input, output } = compileSchemas(zoomEventSchema);
    const random = randomFrom(5);
    const examples = [...EXAMPLES.values()];
    for (let index = 0; index < 2_000; index += 1) {
      const body = JSON.parse(mutate(examples[index % examples.length] as Raw, random));
      expect([wide(body), exact(body)], JSON.stringify(body)).toEqual([input(body), output(body)]);
    }
  }, 120_000);

  it('define a type for each event, under the name of its interface', () => {
    const validator = ajv().addSchema(events, 'events');
    for (const event of Object.values(fixtures)) {
      const type = event.event.replace(/(?:^|[._])(.)/g, (_, letter: string) => letter.toUpperCase());
      const validate = validator.getSchema(`events#/$defs/${type}Event`);
      expect(validate?.(event), type).toBe(true);
      expect(validate?.({ ...event, event: 'new' })).toBe(false);
    }
  });

  it('describe every field, with its unit', () => {
    expect(events.$defs.QosDetails.properties.jitter).toMatchObject({
      description: expect.stringContaining('variation in packet delay'),
      'x-unit': 'ms',
      type: 'string',
    });
    expect(events.$defs.QosType.examples).toContain('audio_input');
    const bare: string[] = [];
    const visit = (name: string, schema: Raw): void => {
      for (const [field, of] of Object.entries<Raw>(schema.properties ?? {})) {
        if (!('description' in of || '$ref' in of || 'const' in of)) bare.push(`${name}.${field}`);
        visit(`${name}.${field}`, of);
      }
    };
    for (const [name, schema] of Object.entries(events.$defs))
      if (name !== 'UnknownEvent') visit(name, schema);
    expect(bare).toEqual([]);
  });

  it('are small', () => {
    expect(size(events)).toBeLessThan(100_000);
    expect(size(events, ['description'])).toBeLessThan(60_000);
    expect(size(bodies)).toBeLessThan(30_000);
  });
});

describe('rows.json', () => {
  const validator = ajv().addSchema(rows, 'rows');

  it('describes samples, snapshots and rows', () => {
    const [sample] = toSamples(fixtures['meeting.participant_qos']).samples;
    expect(validator.getSchema('rows#/$defs/QosSample')?.(sample)).toBe(true);
    const row = sample && toRow(sample);
    expect(validator.getSchema('rows#/$defs/SampleRow')?.(row)).toBe(true);
    expect(validator.getSchema('rows#/$defs/SampleRow')?.({ ...row, mos: '5' })).toBe(false);
    expect(validator.getSchema('rows')?.(row)).toBe(true);
    expect(size(rows)).toBeLessThan(60_000);
  });

  it.each([
    ['SampleRow', SAMPLE_COLUMNS, rows.$defs.SampleRow],
    ['SnapshotRow', SNAPSHOT_COLUMNS, rows.$defs.SnapshotRow],
  ] as const)('has the columns of %s in order, with meaning, unit and type', (_name, columns, schema) => {
    const types = { text: 'string', number: 'number', boolean: 'boolean' };
    const declared = Object.entries<Raw>(schema.properties).map(([name, property]) => ({
      name,
      meaning: property.description,
      unit: property['x-unit'] ?? '',
      type: property.type,
    }));
    const expected = columns.map(({ name, meaning, unit, type, nullable }) => ({
      name,
      meaning,
      unit,
      type: nullable ? [types[type], 'null'] : types[type],
    }));
    expect(declared).toEqual(expected);
    expect(schema.required).toEqual(columns.map(({ name }) => name));
  });
});

describe('asyncapi.json', () => {
  const { messages } = asyncapi.channels.events;

  it('has a message for each event, with an example that has its type', () => {
    expect(Object.keys(messages)).toEqual([...EXAMPLES.keys()]);
    const validator = ajv().addVocabulary([
      'asyncapi',
      'info',
      'channels',
      'operations',
      'components',
      'defaultContentType',
    ]);
    validator.addSchema(asyncapi as object, 'asyncapi');
    for (const [name, { payload, examples }] of Object.entries(messages)) {
      const [{ payload: example }] = examples as unknown as [{ payload: unknown }];
      expect(isKnownEvent(example), name).toBe(true);
      expect(example).toEqual(parseEvent(EXAMPLES.get(name)));
      expect(validator.getSchema(`asyncapi${payload.$ref}`)?.(example), name).toBe(true);
    }
  });

  it('names the signature as security scheme', () => {
    expect(asyncapi.components.securitySchemes.Signature).toMatchObject({
      type: 'httpApiKey',
      in: 'header',
      name: 'x-zm-signature',
    });
    expect(asyncapi.operations.receiveEvent.security).toEqual([
      { $ref: '#/components/securitySchemes/Signature' },
    ]);
  });

  it('is small, examples apart', () => {
    const { channels, ...rest } = asyncapi;
    const examples = Object.values(messages).reduce((sum, message) => sum + size(message.examples), 0);
    expect(size({ channels, ...rest }) - examples).toBeLessThan(100_000);
    expect(size({ channels, ...rest }, ['description', 'summary']) - examples).toBeLessThan(65_000);
  });
});
