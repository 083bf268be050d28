import { describe, expect, it } from 'vitest';
import { shapeRegistry } from '../../src/shapes/shape.js';
import { shapeOf } from './notation.js';

const fieldOf = (notation: string, name: string, types?: Record<string, string>) => {
  const field = shapeOf(notation, types).fields.get(name);
  if (field === undefined) throw new Error(`There is no field ${name}.`);
  return field;
};

describe('a compiled notation', () => {
  it.each([
    ['a', 'string', 1, false],
    ['a?', 'string', 0, false],
    ['a!', 'string', 1, true],
    ['a:number', 'number', 1, false],
    ['a?:boolean', 'boolean', 0, false],
    ['a!:string|number', 'string|number', 1, true],
  ])('has the kind of %j, and whether the field must be present', (notation, kind, required, needed) => {
    expect(fieldOf(notation, 'a')).toMatchObject({ name: 'a', kind, required, needed, declared: kind });
  });

  it('has its fields in their order, and how many are required', () => {
    const shape = shapeOf('a b? c!:number d?:string[]');
    expect([...shape.fields.keys()]).toEqual(['a', 'b', 'c', 'd']);
    expect(shape.required).toBe(2);
    expect(shape.last.name).toBe('d');
  });

  it('links its fields in a ring, in their order', () => {
    const { last } = shapeOf('a b? c');
    expect([last.next.name, last.next.next.name, last.next.next.next.name]).toEqual(['a', 'b', 'c']);
  });

  it('has the shape of an object within, which ends at its brace', () => {
    const shape = shapeOf('before payload!:{id list?:{deep}} after?');
    expect([...shape.fields.keys()]).toEqual(['before', 'payload', 'after']);
    const payload = shape.fields.get('payload');
    expect(payload).toMatchObject({ kind: 'object', declared: 'object', needed: true });
    expect([...(payload?.shape?.fields.keys() ?? [])]).toEqual(['id', 'list']);
    expect([...(payload?.shape?.fields.get('list')?.shape?.fields.keys() ?? [])]).toEqual(['deep']);
  });

  it('has the shape of a named type, and its name for messages', () => {
    const field = fieldOf('a:Person', 'a', { Person: 'name' });
    expect(field).toMatchObject({ kind: 'object', declared: 'Person', item: undefined });
    expect(field.shape?.fields.has('name')).toBe(true);
  });

  it('has the items of a list: required, not needed, of their own type', () => {
    const field = fieldOf('list!:Person[]', 'list', { Person: 'name?' });
    expect(field).toMatchObject({ kind: 'list', declared: 'Person[]', shape: undefined, needed: true });
    expect(field.item).toMatchObject({ kind: 'object', declared: 'Person', required: 1, needed: false });
    expect(field.item?.shape?.fields.has('name')).toBe(true);
    expect(fieldOf('list:number[]', 'list').item).toMatchObject({ kind: 'number', declared: 'number' });
  });

  it('knows times by the end of their names', () => {
    expect(fieldOf('event_ts:number', 'event_ts').isTime).toBe(true);
    expect(fieldOf('event_ts_of:number', 'event_ts_of').isTime).toBe(false);
  });

  it.each([
    ['a? b?', true],
    ['a? b?:string|number', true],
    ['a? b', false],
    ['a? b?:number', false],
    ['a? b?:Person', false],
  ])('of %j says whether all its fields are optional text: %j', (notation, isOptionalText) => {
    expect(shapeOf(notation, { Person: 'name?' }).isOptionalText).toBe(isOptionalText);
  });
});

describe('a registry', () => {
  it('compiles a type once, and knows no name that an object has of itself', () => {
    const shapes = shapeRegistry({ Person: 'name' });
    expect(shapes('Person')).toBeDefined();
    expect(shapes('Person')).toBe(shapes('Person'));
    expect(shapes('toString')).toBeUndefined();
    expect(shapes('Other')).toBeUndefined();
  });
});
