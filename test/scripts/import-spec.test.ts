import { describe, expect, it } from 'vitest';
import { readSupplements, refuseSupplied } from '../../scripts/spec/supplements.js';
import { diffSpecs } from '../../scripts/spec-import/diff-specs.js';
import { type Json, type JsonObject, parseExactJson } from '../../scripts/spec-import/exact-json.js';
import { stripProse, stripSchema } from '../../scripts/spec-import/strip-prose.js';

const schema: JsonObject = {
  description: 'Words.',
  properties: {
    description: { description: 'Words.', enum: ['a', 'b'], type: 'string', 'x-enum': ['Words.'] },
    object: {
      title: 'Words.',
      require: ['id'],
      properties: { id: { format: 'int64', type: 'integer', example: 7 } },
      type: 'object',
    },
    list: { items: { properties: { size: { type: 'number' } }, type: 'object' }, type: 'array' },
  },
  required: ['description', 'object'],
  type: 'object',
};

function media(
  content: JsonObject = schema,
  example: Json = '{"description":"a","object":{"id":7}}',
): JsonObject {
  return {
    'application/json': {
      schema: content,
      examples: { 'json-example': { summary: 'Words.', value: example } },
    },
  };
}

function documentOf(events: Record<string, JsonObject>): JsonObject {
  const webhooks = Object.entries(events).map(([name, content]) => [
    name,
    {
      post: {
        tags: ['Words'],
        operationId: name,
        requestBody: { description: 'Words.', content },
        responses: { '200': { content } },
      },
    },
  ]);
  return {
    openapi: '3.1.0',
    info: { title: 'T', version: '1.0.0', description: 'Words.' },
    webhooks: Object.fromEntries(webhooks),
  };
}

function specOf(content: JsonObject, example: Json = '{}'): JsonObject {
  return stripProse(documentOf({ 'a.b': media(content, example) })).spec;
}

describe('stripProse', () => {
  const { spec, dropped } = stripProse(documentOf({ 'b.two': media(), 'a.one': media() }));

  it('drops all prose and counts what it dropped', () => {
    expect(JSON.stringify(spec)).not.toContain('Words');
    expect(Object.fromEntries(dropped)).toEqual({
      description: 7,
      responses: 2,
      tags: 2,
      title: 2,
      'x-enum': 2,
    });
  });

  it('sorts the webhooks and keeps the order of properties', () => {
    expect(Object.keys(spec.webhooks as JsonObject)).toEqual(['a.one', 'b.two']);
    expect(Object.keys((stripSchema(schema, new Map()) as JsonObject).properties as JsonObject)).toEqual([
      'description',
      'object',
      'list',
    ]);
  });

  it('keeps structure, unknown keywords and a property named like a keyword', () => {
    expect(JSON.stringify(stripSchema(schema, new Map()))).toBe(
      '{"type":"object","required":["description","object"],"properties":{' +
        '"description":{"type":"string","enum":["a","b"]},' +
        '"object":{"type":"object","require":["id"],' +
        '"properties":{"id":{"type":"integer","format":"int64","example":7}}},' +
        '"list":{"type":"array","items":{"type":"object","properties":{"size":{"type":"number"}}}}}}',
    );
  });

  it('strips a schema under an unknown keyword', () => {
    const nested = { quality: { description: 'Words.', type: 'string' } };
    expect(stripSchema(nested, new Map())).toEqual({ quality: { type: 'string' } });
  });

  it('stores the documented example parsed', () => {
    const { post } = (spec.webhooks as Record<string, JsonObject>)['a.one'] as { post: JsonObject };
    expect(post).toMatchObject({
      operationId: 'a.one',
      requestBody: {
        content: {
          'application/json': {
            examples: { documented: { value: { description: 'a', object: { id: 7 } } } },
          },
        },
      },
    });
    expect(Object.keys(post)).toEqual(['operationId', 'requestBody']);
  });

  it('stops when a response differs from the request', () => {
    const document = documentOf({ 'a.b': media() });
    const post = ((document.webhooks as JsonObject)['a.b'] as JsonObject).post as JsonObject;
    post.responses = { '200': { content: media({ type: 'string' }) } };
    expect(() => stripProse(document)).toThrow('a.b: response 200 does not repeat the request');
    post.responses = { '204': { description: 'Words.' } };
    expect(() => stripProse(document)).not.toThrow();
  });

  it('stops at a form it does not know', () => {
    expect(() => stripProse({ ...documentOf({}), components: {} })).toThrow('unknown components');
    expect(() => stripProse(documentOf({ 'a.b': {} }))).toThrow(
      'application/json: expected an object, found nothing',
    );
    expect(() => specOf({}, 'not json')).toThrow('a.b: example: not JSON');
  });
});

describe('parseExactJson', () => {
  it('rejects a number that would lose digits', () => {
    expect(() => parseExactJson('{"id":6971668082545971778}', 'here')).toThrow(
      'here: the number 6971668082545971778 would lose digits',
    );
    expect(() => specOf({}, '[1e400]')).toThrow('a.b: example: the number 1e400');
  });

  it('reads digits inside text, and every number a double holds', () => {
    const text = String.raw`{"id":"a \" 6971668082545971778","ts":1626230691572,"n":-0.25e3,"big":9007199254740000}`;
    expect(parseExactJson(text, 'here')).toEqual(JSON.parse(text));
  });
});

describe('diffSpecs', () => {
  const before = specOf(schema);

  function changesAfter(
    change: (properties: Record<string, JsonObject>, root: JsonObject) => void,
  ): string[] {
    const changed = structuredClone(schema);
    change(changed.properties as Record<string, JsonObject>, changed);
    return diffSpecs(before, specOf(changed));
  }

  it('is empty when nothing changed', () => {
    expect(diffSpecs(before, specOf(schema))).toEqual([]);
  });

  it('names events added and removed', () => {
    const next = stripProse(documentOf({ 'c.d': media() })).spec;
    expect(diffSpecs(before, next)).toEqual(['a.b: event removed', 'c.d: event added']);
  });

  it('names fields added, removed and retyped, at any depth', () => {
    expect(
      changesAfter((properties) => {
        (properties.object as JsonObject).properties = { key: { type: 'string' } };
        ((properties.list as JsonObject).items as JsonObject).properties = {
          size: { type: ['number', 'string'] },
        };
      }),
    ).toEqual([
      'a.b: object.id: removed',
      'a.b: object.key: added ("string", optional)',
      'a.b: list[].size: type "number" -> ["number","string"]',
    ]);
  });

  it('names what became required or optional, and list members', () => {
    expect(
      changesAfter((properties, root) => {
        root.required = ['object', 'list'];
        (properties.description as JsonObject).enum = ['b', 'c'];
      }),
    ).toEqual([
      'a.b: description: now optional',
      'a.b: description: enum member added "c"',
      'a.b: description: enum member removed "a"',
      'a.b: list: now required',
    ]);
  });

  it('names every other keyword by its values', () => {
    expect(
      changesAfter((properties, root) => {
        root.additionalProperties = false;
        const object = properties.object as JsonObject;
        object.required = object.require as Json;
        delete object.require;
      }),
    ).toEqual([
      'a.b: (root): additionalProperties absent -> false',
      'a.b: object: require ["id"] -> absent',
      'a.b: object.id: now required',
    ]);
  });

  it('names a changed example, version, and order', () => {
    expect(diffSpecs(before, specOf(schema, '{"id":1}'))).toEqual(['a.b: documented example changed']);
    expect(diffSpecs(before, { ...before, openapi: '3.2.0' })).toEqual([
      'document: openapi "3.1.0" -> "3.2.0"',
    ]);
    expect(changesAfter((_, root) => (root.required as Json[]).reverse())).toEqual([
      'only the order of names or members changed',
    ]);
  });
});

describe('a supplement', () => {
  it.each([...readSupplements()])(
    '%s says its source and date, and is refused once a document has its event',
    (file, supplement) => {
      const { source, date, event } = supplement;
      expect(source).toMatch(/^[A-Z].*\.$/);
      expect(date).toMatch(/^20\d\d-\d\d(-\d\d)?$/);
      expect(() => refuseSupplied(['session.started', event])).toThrow(
        `${event}: delete specs/supplements/${file}`,
      );
      expect(() => refuseSupplied(['session.started'])).not.toThrow();
    },
  );
});
