import { describe, expect, it } from 'vitest';
import {
  applyCorrection,
  applyCorrections,
  type Correction,
  CorrectionError,
  readCorrections,
} from '../../scripts/spec/corrections.js';
import { readSpecifications, type Schema, type Specifications } from '../../scripts/spec/document.js';

function specsOf(schemas: Record<string, Schema>, example: Record<string, unknown> = {}): Specifications {
  const webhooks = Object.fromEntries(
    Object.entries(schemas).map(([event, schema]) => {
      const content = {
        'application/json': { schema, examples: { documented: { value: structuredClone(example) } } },
      };
      return [event, { post: { operationId: event, requestBody: { content } } }];
    }),
  );
  const info = { title: 'T', version: '1' };
  return {
    'qss-webhooks': { openapi: '3.1.0', info, webhooks },
    'video-sdk-webhooks': { openapi: '3.1.0', info, webhooks: {} },
    'qss-rest': { openapi: '3.1.0', info, paths: {}, components: { schemas: {} } },
  };
}

const schemaOf = (device: Schema = { type: 'string', enum: ['Mac'] }): Schema => ({
  type: 'object',
  required: ['id', 'data'],
  properties: {
    id: { type: 'string' },
    data: {
      type: 'array',
      items: {
        type: 'object',
        properties: { device, min_rssi: { type: 'string' }, max_rssi: { type: 'string' } },
      },
    },
  },
});

const base = { why: 'A test.', document: 'qss-webhooks', events: ['a.b'], places: 1 } as const;

/** The schema and the example of `a.b` once a correction was applied. */
function apply(
  correction: Omit<Correction, 'why' | 'document' | 'events' | 'places'> & Partial<Correction>,
  specs = specsOf({ 'a.b': schemaOf() }),
) {
  applyCorrection(specs, { ...base, ...correction } as Correction, 'some-defect.json');
  const { schema, examples } =
    specs['qss-webhooks'].webhooks['a.b']?.post.requestBody.content['application/json'] ?? {};
  return { schema, item: schema?.properties?.data?.items?.properties, example: examples?.documented.value };
}

describe('a correction', () => {
  it('puts a keyword where it finds the one it expects', () => {
    const at = { at: 'data[].device', keyword: 'enum', expect: ['Mac'] };
    expect(apply({ ...at, put: ['Mac', 'WIN'] }).item?.device).toEqual({
      type: 'string',
      enum: ['Mac', 'WIN'],
    });
    expect(apply({ ...at, remove: true }).item?.device).toEqual({ type: 'string' });
  });

  it('expects a keyword to be absent by saying so', () => {
    const correction = { at: 'id', keyword: 'format', expect: { $absent: true }, put: 'email' };
    expect(apply(correction).schema?.properties?.id).toEqual({ type: 'string', format: 'email' });
    const mended = specsOf({ 'a.b': { properties: { id: { type: 'string', format: 'email' } } } });
    expect(() => apply(correction, mended)).toThrow(CorrectionError);
  });

  it('puts, renames and removes whole schemas, items of lists and the root included', () => {
    const number: Schema = { type: 'integer' };
    expect(apply({ at: 'id', expect: { type: 'string' }, put: number }).schema?.properties?.id).toEqual(
      number,
    );
    const renamed = apply({ at: 'id', expect: { type: 'string' }, renameTo: 'uuid' }).schema?.properties;
    expect(Object.keys(renamed ?? {}).sort()).toEqual(['data', 'uuid']);
    expect(
      apply({ at: 'data[].device', expect: { type: 'string', enum: ['Mac'] }, remove: true }).item,
    ).not.toHaveProperty('device');
    const { items } = schemaOf().properties?.data ?? {};
    expect(apply({ at: 'data[]', expect: items, put: number }).schema?.properties?.data?.items).toEqual(
      number,
    );
    expect(
      apply({ at: '', keyword: 'required', expect: ['id', 'data'], put: ['id'] }).schema?.required,
    ).toEqual(['id']);
  });

  it('mends every place of a pattern that holds the value, and passes over the others', () => {
    const { item } = apply({
      at: 'data[].*_rssi',
      keyword: 'type',
      places: 2,
      expect: 'string',
      put: ['string', 'integer'],
    });
    expect(item).toMatchObject({
      min_rssi: { type: ['string', 'integer'] },
      max_rssi: { type: ['string', 'integer'] },
      device: { type: 'string' },
    });
    const all = apply({
      at: '**',
      keyword: 'additionalProperties',
      places: 2,
      expect: { $absent: true },
      put: true,
    });
    expect([
      all.schema?.additionalProperties,
      all.schema?.properties?.data?.items?.additionalProperties,
    ]).toEqual([true, true]);
    expect(all.schema?.properties?.id).toEqual({ type: 'string' });
  });

  it('reaches several events and several paths, or all', () => {
    const specs = specsOf({ 'a.b': schemaOf(), 'c.d': schemaOf() });
    apply(
      {
        events: '*',
        at: ['data[].min_rssi', 'data[].max_rssi'],
        keyword: 'type',
        places: 4,
        expect: 'string',
        put: 'integer',
      },
      specs,
    );
    const other = specs['qss-webhooks'].webhooks['c.d']?.post.requestBody.content['application/json'].schema;
    expect(other?.properties?.data?.items?.properties?.max_rssi).toEqual({ type: 'integer' });
  });

  it('mends documented examples and operations by path', () => {
    const specs = () => specsOf({ 'a.b': schemaOf() }, { data: [{ device: 'WIN' }, { device: 'Mac' }] });
    expect(apply({ example: 'data.0.device', expect: 'WIN', put: 'Windows' }, specs()).example).toEqual({
      data: [{ device: 'Windows' }, { device: 'Mac' }],
    });
    expect(apply({ example: 'data.*.device', expect: 'Mac', remove: true }, specs()).example).toEqual({
      data: [{ device: 'WIN' }, {}],
    });
    const required = specs();
    apply({ operation: 'requestBody.required', expect: { $absent: true }, put: true }, required);
    expect(required['qss-webhooks'].webhooks['a.b']?.post.requestBody.required).toBe(true);
  });

  it('that leaves a defect changes nothing, and still minds that it is there', () => {
    const specs = specsOf({ 'a.b': schemaOf() });
    apply({ at: 'id', expect: { type: 'string' }, leave: 'Read either way.' }, specs);
    expect(specs).toEqual(specsOf({ 'a.b': schemaOf() }));
    expect(() => apply({ at: 'id', expect: { type: 'integer' }, leave: 'Read either way.' })).toThrow(
      CorrectionError,
    );
  });
});

describe('an upstream fix stops the build', () => {
  it('with the file, the event, the place, and both values', () => {
    const mended = specsOf({ 'a.b': schemaOf({ type: 'string', enum: ['Mac', 'WIN'] }) });
    expect(() =>
      apply({ at: 'data[].device', keyword: 'enum', expect: ['Mac'], put: ['WIN'] }, mended),
    ).toThrow(
      'specs/corrections/some-defect.json: a.b has changed at data[].device (enum): expected ["Mac"], found ["Mac","WIN"]. If the vendor has mended it, delete the correction.',
    );
  });

  it('where only some places of a pattern are mended', () => {
    const specs = specsOf({ 'a.b': schemaOf() });
    const correction = { at: 'data[].*_rssi', keyword: 'type', places: 3, expect: 'string', put: 'integer' };
    expect(() => apply(correction, specs)).toThrow(
      /some-defect\.json: expected its value in 3 places, found it in 2/,
    );
  });

  it('where the field or the event is gone', () => {
    expect(() => apply({ at: 'gone', keyword: 'type', expect: 'string', put: 'integer' })).toThrow(
      /some-defect\.json.* 1 places, found it in 0/,
    );
    expect(() => apply({ events: ['x.y'], at: 'id', expect: {}, put: {} })).toThrow(
      /some-defect\.json: there is no event x\.y/,
    );
  });
});

describe('a correction that is none', () => {
  it.each([
    ['does nothing', { at: 'id', expect: { type: 'string' } }],
    ['does two things', { at: 'id', expect: { type: 'string' }, put: {}, leave: 'No.' }],
    ['stands nowhere', { expect: { type: 'string' }, put: {} }],
    ['stands in two ways', { at: 'id', example: 'id', expect: { type: 'string' }, put: {} }],
  ])('is refused: it %s', (_, correction) => {
    expect(() => apply(correction)).toThrow(/some-defect\.json: expected one of/);
  });
});

describe('the committed corrections', () => {
  const corrections = readCorrections();

  it('all find what they expect, in file order, and a second time none that changes a thing does', () => {
    const specs = readSpecifications();
    applyCorrections(specs, corrections);
    for (const [file, correction] of corrections) {
      if (correction.leave === undefined)
        expect(() => applyCorrection(specs, correction, file), file).toThrow(CorrectionError);
    }
  });

  it.each([...corrections])('%s says why, and how it is met', (_, { why, leave }) => {
    expect(why).toMatch(/^[A-Z].*\.$/);
    if (leave !== undefined) expect(leave).toMatch(/^[A-Z].*\.$/);
  });
});
