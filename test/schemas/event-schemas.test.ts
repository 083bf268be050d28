import { describe, expect, it } from 'vitest';
import { isKnownEvent, QSS_EVENT_NAMES, VIDEO_SDK_EVENT_NAMES, type ZoomEventName } from 'zoom-qss';
import { ArgumentError, eventSchema, type Schema, zoomEventSchema } from 'zoom-qss/schemas';
import { changed, EXAMPLES, example } from '../events/documented.js';

const validate = (schema: Schema<unknown>, value: unknown) => schema['~standard'].validate(value);

/** Where the fields of a value are, four levels deep. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || path.length === 4) return [path];
  const inner = Object.entries(value).flatMap(([key, each]) => placesIn(each, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}

describe('eventSchema', () => {
  it.each([...EXAMPLES])('accepts the documented %s, and the same for any event', (name, body) => {
    const read = validate(eventSchema(name as ZoomEventName), body);
    if (read.issues) throw new Error(read.issues[0]?.message);
    expect(isKnownEvent(read.value)).toBe(true);
    expect(validate(zoomEventSchema, body)).toEqual(read);
  });

  it('reads text and bytes, and keeps ids beyond 2^53 exact', () => {
    const text = JSON.stringify(example('phone.call_qos')).replace(
      '"6971668082545971778"',
      '6971668082545971778',
    );
    const schema = eventSchema('phone.call_qos');
    for (const body of [text, new TextEncoder().encode(text)])
      expect(validate(schema, body)).toMatchObject({
        value: { payload: { object: { call_id: '6971668082545971778' } } },
      });
  });

  it('repairs what the parser repairs', () => {
    const body = changed(example('meeting.participant_qos'), ['payload', 'account_id'], null);
    expect(validate(eventSchema('meeting.participant_qos'), body)).toMatchObject({
      value: { payload: { account_id: '' } },
    });
  });

  it('names each fault with its path, and never shows the value', () => {
    const body = changed(example('meeting.participant_qos'), ['payload', 'object'], 'jane@example.com');
    body.event_ts = 'jane@example.com';
    expect(validate(eventSchema('meeting.participant_qos'), body)).toEqual({
      issues: [
        { message: 'Expected a number, received a string.', path: ['event_ts'] },
        { message: 'Expected an object, received a string.', path: ['payload', 'object'] },
      ],
    });
  });

  it('says what was expected in plain words, never by the name of a type', () => {
    const values = [undefined, null, 'text', 5, true, [], {}, [5]];
    const messages = [...EXAMPLES.values()].flatMap((body) =>
      placesIn(body).flatMap((path) =>
        values.flatMap((value) => {
          const { issues = [] } = validate(zoomEventSchema, changed(body, path, value));
          return issues.map(({ message }) => message);
        }),
      ),
    );
    const [types, kinds] = ['an? (?:string|number|boolean|object|array)', 'nothing|null'];
    const expected = `(?:a name|${types}(?: of (?:strings|numbers|booleans|objects))?)`;
    for (const message of new Set(messages))
      expect(message).toMatch(new RegExp(`^Expected ${expected}, received (?:${types}|${kinds})\\.$`));
    expect(messages).toContain('Expected an array of objects, received nothing.');
  });

  it('refuses an event of another name, which it does not repeat', () => {
    const schema = eventSchema('meeting.participant_qos', 'webinar.participant_qos');
    const issues = [
      {
        message: 'Expected meeting.participant_qos or webinar.participant_qos, received another event.',
        path: ['event'],
      },
    ];
    expect(validate(schema, example('phone.call_qos'))).toEqual({ issues });
    expect(validate(schema, { event: 'jane@example.com', payload: {} })).toEqual({ issues });
  });

  it('has one issue, at the root, for a body that is no JSON', () => {
    expect(validate(zoomEventSchema, '{"jane')).toEqual({
      issues: [{ message: 'The body, of 6 characters, is not JSON.', path: [] }],
    });
    expect(validate(zoomEventSchema, undefined)).toEqual({
      issues: [{ message: 'Expected an object, received nothing.', path: [] }],
    });
  });

  it('throws nothing for a value that throws', () => {
    const hostile = new Proxy(
      {},
      {
        get: () => {
          throw new Error('jane@example.com');
        },
      },
    );
    expect(validate(zoomEventSchema, hostile).issues).toHaveLength(1);
  });

  it('needs a name, and knows it', () => {
    expect(() => eventSchema()).toThrow(ArgumentError);
    expect(() => eventSchema('meeting.new' as ZoomEventName)).toThrow(
      'Expected names to be one or more names of events that this library knows.',
    );
    expect(() => eventSchema('QosItem' as ZoomEventName)).toThrow(ArgumentError);
  });

  it('takes all names at once', () => {
    const schema = eventSchema(...QSS_EVENT_NAMES, ...VIDEO_SDK_EVENT_NAMES);
    for (const body of EXAMPLES.values()) expect(validate(schema, body).issues).toBeUndefined();
    expect(validate(schema, { event: 'new', payload: {} }).issues).toHaveLength(1);
  });
});

describe('zoomEventSchema', () => {
  it('lets unknown events pass', () => {
    const unknown = { event: 'meeting.new', event_ts: 1, payload: { anything: [] } };
    expect(validate(zoomEventSchema, unknown)).toEqual({ value: unknown });
  });
});
