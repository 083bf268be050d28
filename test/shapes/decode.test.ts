import { describe, expect, it } from 'vitest';
import { EventParseError } from '../../src/errors.js';
import { decode, parseJson } from '../../src/shapes/decode.js';

const bytes = (text: string) => new TextEncoder().encode(text);

function errorOf(work: () => unknown): EventParseError {
  try {
    work();
  } catch (error) {
    if (error instanceof EventParseError) return error;
  }
  throw new Error('It did not throw an EventParseError.');
}

describe('decode', () => {
  it('gives text as it is, without a byte order mark at its start', () => {
    expect(decode('text')).toBe('text');
    expect(decode('\uFEFFtext')).toBe('text');
    expect(decode('te\uFEFFxt')).toBe('te\uFEFFxt');
    expect(decode('')).toBe('');
  });

  it.each([
    ['Uint8Array', bytes('\uFEFFé')],
    ['Buffer', Buffer.from('é')],
    ['DataView', new DataView(bytes('é').buffer)],
    ['ArrayBuffer', bytes('é').buffer],
    ['a part of a buffer', bytes('xé').subarray(1)],
  ])('decodes UTF-8: %s', (_, input) => {
    expect(decode(input)).toBe('é');
  });

  it.each([null, undefined, 5, {}, ['a'], new Date(0)])('leaves %o, which is a value', (value) => {
    expect(decode(value)).toBeUndefined();
  });

  it('leaves an object that only calls itself an ArrayBuffer', () => {
    expect(decode({ [Symbol.toStringTag]: 'ArrayBuffer' })).toBeUndefined();
  });

  it.each([
    [[0xff], 'The body, of 1 byte, is not UTF-8.'],
    [[0x41, 0xc3], 'The body, of 2 bytes, is not UTF-8.'],
  ])('refuses the bytes %j', (list, message) => {
    expect(errorOf(() => decode(Uint8Array.from(list)))).toMatchObject({ code: 'body_not_utf8', message });
  });
});

describe('parseJson', () => {
  it('gives the value of a text', () => {
    expect(parseJson('{"a":[1]}')).toEqual({ a: [1] });
  });

  it.each(['', ' \n\t'])('says of %j that it is empty', (text) => {
    expect(errorOf(() => parseJson(text))).toMatchObject({
      code: 'body_empty',
      message: 'The body is empty.',
    });
  });

  it.each([
    ['{', 'The body, of 1 character, is not JSON.'],
    ['secret', 'The body, of 6 characters, is not JSON.'],
  ])('says of %j how long it is, and shows none of it', (text, message) => {
    const error = errorOf(() => parseJson(text));
    expect(error).toMatchObject({ code: 'body_not_json', message });
    expect(error.cause).toBeUndefined();
  });
});
