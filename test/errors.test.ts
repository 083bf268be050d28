import { inspect } from 'node:util';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import * as errors from '../src/errors.js';

type Errors = typeof errors;
const here: Errors = errors;

/** One error of every class, made by one copy of the library. */
const everyError = (copy: Errors) => ({
  EventParseError: new copy.EventParseError('event_malformed', 'Malformed.', [
    { path: ['payload', 0], expected: 'string', received: 'missing' },
  ]),
  ValueError: new copy.ValueError('a number in kbps'),
  ArgumentError: new copy.ArgumentError('baseUrl', 'an https URL'),
  ZoomApiError: new copy.ZoomApiError('rate_limited', 'Too many.', { status: 429 }),
  RestTransportError: new copy.RestTransportError('timeout', 'Too late.'),
  WebhookVerificationError: new copy.WebhookVerificationError('signature_missing', 'None.'),
  ChallengeError: new copy.ChallengeError(),
  StoreError: new copy.StoreError('writer_full', 'Full.'),
  EndpointError: new copy.EndpointError('timeout'),
});
type Name = keyof ReturnType<typeof everyError>;
const NAMES = Object.keys(everyError(errors)) as Name[];

it('there is no class that these tests leave out', () => {
  const classes = Object.keys(errors).filter((name) => /^[A-Z].*Error$/.test(name));
  expect(classes.sort()).toEqual([...NAMES, 'ZoomQssError'].sort());
});

describe.each(NAMES)('%s', (name) => {
  let copy: Errors;
  beforeAll(async () => {
    vi.resetModules();
    copy = await import('../src/errors.js');
  });

  it('is known by both copies of the library that a program may hold', () => {
    expect(copy[name]).not.toBe(here[name]);
    for (const [made, by] of [
      [errors, copy],
      [copy, errors],
      [errors, errors],
    ] as const) {
      const error = everyError(made)[name];
      expect(error).toBeInstanceOf(by[name]);
      expect(error).toBeInstanceOf(by.ZoomQssError);
      expect(error).toBeInstanceOf(Error);
      expect(by.isZoomQssError(error)).toBe(true);
      const others = NAMES.filter((other) => other !== name);
      expect(others.filter((other) => error instanceof by[other])).toEqual([]);
    }
  });

  it('has a name, a code and a stack, and says its name first', () => {
    const error = everyError(errors)[name];
    expect(error.name).toBe(name);
    expect(error.code).toMatch(/^[a-z]+(_[a-z]+)+$|^timeout$/);
    expect(error.stack).toMatch(new RegExp(`^${name}: `));
    expect(String(error)).toBe(`${name}: ${error.message}`);
    expect(Object.prototype.toString.call(error)).toBe('[object Error]');
  });

  it('shows its code in JSON and in a log, and the brand in neither', () => {
    const error = everyError(errors)[name];
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ code: error.code });
    expect(inspect(error)).toContain(`code: '${error.code}'`);
    // The stack has paths in it, and a path may be called anything.
    error.stack = String(error);
    expect(inspect(error)).not.toContain('zoom-qss');
    expect(Object.keys(error)).not.toContain('cause');
  });
});

describe('isZoomQssError', () => {
  it.each([
    undefined,
    null,
    'ValueError',
    new Error('x'),
    new TypeError('x'),
    { name: 'ValueError', code: 'value_unreadable', message: 'x' },
    { [Symbol.for('zoom-qss')]: true },
  ])('does not take %s for one', (value) => {
    expect(errors.isZoomQssError(value)).toBe(false);
    expect((value as unknown) instanceof errors.ValueError).toBe(false);
  });
});

describe('a class that a user derives', () => {
  class MineError extends errors.ValueError {
    override get name() {
      return 'MineError';
    }
    readonly line = 7;
  }
  class OtherError extends errors.ValueError {
    override get name() {
      return 'OtherError';
    }
  }
  const mine = new MineError('a number in kbps');

  it('is known as itself and as what it derives from', () => {
    expect(mine).toBeInstanceOf(MineError);
    expect(mine).toBeInstanceOf(errors.ValueError);
    expect(errors.isZoomQssError(mine)).toBe(true);
    expect(mine).not.toBeInstanceOf(OtherError);
    expect(mine).not.toBeInstanceOf(errors.ChallengeError);
    expect(JSON.parse(JSON.stringify(mine))).toMatchObject({ code: 'value_unreadable', line: 7 });
  });

  it('takes no error of the library for its own', () => {
    expect(new errors.ValueError('a number in kbps')).not.toBeInstanceOf(MineError);
    expect(new Error('x')).not.toBeInstanceOf(MineError);
  });

  it('may derive from the base, with a code and a name of its own', () => {
    class StoreError extends errors.ZoomQssError {
      override get name() {
        return 'StoreError';
      }
      readonly code = 'store_full';
    }
    const full = new StoreError('Full.', { cause: new Error('disk') });
    expect(full).toBeInstanceOf(StoreError);
    expect(errors.isZoomQssError(full)).toBe(true);
    expect([full.name, full.code, (full.cause as Error).message]).toEqual([
      'StoreError',
      'store_full',
      'disk',
    ]);
    expect(mine).not.toBeInstanceOf(StoreError);
  });

  it('is recognised like all classes, without a name of its own and under any name', () => {
    class NamelessError extends errors.ZoomQssError {
      readonly code = 'nameless';
    }
    class NamelessValueError extends errors.ValueError {}
    class ParseError extends errors.ZoomQssError {
      override get name() {
        return 'ParseError';
      }
      readonly code = 'parse';
    }
    for (const error of Object.values(everyError(errors))) {
      expect(error).not.toBeInstanceOf(NamelessError);
      expect(error).not.toBeInstanceOf(NamelessValueError);
      expect(error).not.toBeInstanceOf(ParseError);
    }
    expect(new NamelessError()).toBeInstanceOf(NamelessError);
    expect(new NamelessError()).not.toBeInstanceOf(NamelessValueError);
    expect(new NamelessValueError('x')).toBeInstanceOf(NamelessValueError);
    expect(new NamelessValueError('x')).toBeInstanceOf(errors.ValueError);
    expect(new ParseError()).not.toBeInstanceOf(errors.EventParseError);
  });
});

describe('a message', () => {
  it('of an argument or a value names it and never repeats it', () => {
    const { ArgumentError, ValueError } = everyError(errors);
    expect(ArgumentError.message).toBe('Expected baseUrl to be an https URL.');
    expect(ValueError.message).toBe('Expected a number in kbps.');
  });
});
