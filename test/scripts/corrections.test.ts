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
  it('replaces a keyword that has the expected value', () => {
    const at = { at: 'data[].device', keyword: 'enum', expect: ['Mac'] };
    expect(apply({ ...at, put: ['Mac', 'WIN'] }).item?.device).toEqual({
      type: 'string',
      enum: ['Mac', 'WIN'],
    });
    expect(apply({ ...at, remove: true }).item?.device).toEqual({ type: 'string' });
  });

  it('can expect a keyword to be absent', () => {
    const correction = { at: 'id', keyword: 'format', expect: { $absent: true }, put: 'email' };
    expect(apply(correction).schema?.properties?.id).toEqual({ type: 'string', format: 'email' });
    const fixed = specsOf({ 'a.b': { properties: { id: { type: 'string', format: 'email' } } } });
    expect(() => apply(correction, fixed)).toThrow(CorrectionError);
  });

  it('replaces, renames and removes whole schemas, including list items and the root', () => {
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

  it('corrects each place of a pattern that has the value, and no other', () => {
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

  it('applies to several events and paths, or to all', () => {
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

  it('corrects documented examples and operations by path', () => {
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

  it('that leaves a defect changes nothing, but fails once the defect is gone', () => {
    const specs = specsOf({ 'a.b': schemaOf() });
    apply({ at: 'id', expect: { type: 'string' }, leave: 'Read either way.' }, specs);
    expect(specs).toEqual(specsOf({ 'a.b': schemaOf() }));
    expect(() => apply({ at: 'id', expect: { type: 'integer' }, leave: 'Read either way.' })).toThrow(
      CorrectionError,
    );
  });
});

describe('a fix by Zoom stops generation', () => {
  it('and names the file, the event, the place and both values', () => {
    const fixed = specsOf({ 'a.b': schemaOf({ type: 'string', enum: ['Mac', 'WIN'] }) });
    expect(() =>
      apply({ at: 'data[].device', keyword: 'enum', expect: ['Mac'], put: ['WIN'] }, fixed),
    ).toThrow(
      'specs/corrections/some-defect.json: a.b has changed at data[].device (enum): expected ["Mac"], found ["Mac","WIN"]. If Zoom has fixed the defect, delete the correction.',
    );
  });

  it('even if only some places of a pattern are fixed', () => {
    const specs = specsOf({ 'a.b': schemaOf() });
    const correction = { at: 'data[].*_rssi', keyword: 'type', places: 3, expect: 'string', put: 'integer' };
    expect(() => apply(correction, specs)).toThrow(
      /some-defect\.json: expected the value in 3 places, found it in 2/,
    );
  });

  it('even if the field or the event is gone', () => {
    expect(() => apply({ at: 'gone', keyword: 'type', expect: 'string', put: 'integer' })).toThrow(
      /some-defect\.json.* 1 places, found it in 0/,
    );
    expect(() => apply({ events: ['x.y'], at: 'id', expect: {}, put: {} })).toThrow(
      /some-defect\.json: the document has no event x\.y/,
    );
  });
});

describe('an invalid correction', () => {
  it.each([
    ['does nothing', { at: 'id', expect: { type: 'string' } }],
    ['does two things', { at: 'id', expect: { type: 'string' }, put: {}, leave: 'No.' }],
    ['has no place', { expect: { type: 'string' }, put: {} }],
    ['has two kinds of place', { at: 'id', example: 'id', expect: { type: 'string' }, put: {} }],
  ])('is rejected: it %s', (_, correction) => {
    expect(() => apply(correction)).toThrow(/some-defect\.json: expected one of/);
  });
});

describe('the committed corrections', () => {
  const corrections = readCorrections();

  it('apply once, in file order, and not a second time', () => {
    const specs = readSpecifications();
    applyCorrections(specs, corrections);
    for (const [file, correction] of corrections) {
      if (correction.leave === undefined)
        expect(() => applyCorrection(specs, correction, file), file).toThrow(CorrectionError);
    }
  });

  it.each([...corrections])(
    '%s says why, and how the library handles a defect that it leaves',
    (_, { why, leave }) => {
      expect(why).toMatch(/^[A-Z].*\.$/);
      if (leave !== undefined) expect(leave).toMatch(/^[A-Z].*\.$/);
    },
  );
});
