import { describe, expectTypeOf, it } from 'vitest';
import {
  type AnyZoomQssError,
  EventParseError,
  isZoomQssError,
  type Path,
  ValueError,
  ZoomQssError,
} from 'zoom-qss';
import type {
  ArgumentError,
  RestTransportError,
  WebhookVerificationError,
  ZoomApiError,
} from '../../src/errors.js';

const caught: unknown = undefined;

describe('an error of the library', () => {
  it('is the union of all, and its code narrows it', () => {
    if (!isZoomQssError(caught)) return undefined;
    expectTypeOf(caught).toEqualTypeOf<AnyZoomQssError>();
    switch (caught.code) {
      case 'event_malformed':
        return expectTypeOf(caught).toEqualTypeOf<EventParseError>();
      case 'value_unreadable':
        return expectTypeOf(caught).toEqualTypeOf<ValueError>();
      case 'argument_invalid':
        return expectTypeOf(caught).toEqualTypeOf<ArgumentError>();
      case 'rate_limited':
        return expectTypeOf(caught).toEqualTypeOf<ZoomApiError>();
      case 'page_loop':
        return expectTypeOf(caught).toEqualTypeOf<RestTransportError>();
      case 'body_empty':
        return expectTypeOf(caught).toEqualTypeOf<EventParseError | WebhookVerificationError>();
      // @ts-expect-error: no error has this code.
      case 'no_such_code':
        return undefined;
      default:
        return undefined;
    }
  });

  it('has literal codes, and paths of keys and indexes', () => {
    expectTypeOf<EventParseError['code']>().toEqualTypeOf<
      'body_empty' | 'body_not_utf8' | 'body_not_json' | 'event_malformed'
    >();
    expectTypeOf<string>().not.toExtend<AnyZoomQssError['code']>();
    expectTypeOf<EventParseError['issues'][number]['path']>().toEqualTypeOf<Path>();
  });

  it('is known by its class too', () => {
    if (caught instanceof EventParseError) expectTypeOf(caught).toEqualTypeOf<EventParseError>();
    if (caught instanceof ZoomQssError) expectTypeOf(caught.code).toBeString();
    // @ts-expect-error: the base has no instances of its own.
    new ZoomQssError('x');
    // @ts-expect-error: a code stays as it was made.
    new ValueError('a bitrate', 'nothing').code = 'value_unreadable';
  });
});
