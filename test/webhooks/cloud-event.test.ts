/** Against the package that the CloudEvents project publishes for JavaScript. */
import { CloudEvent, HTTP } from 'cloudevents';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEvent, type UnknownEvent, type ZoomEvent } from 'zoom-qss';
import { fixtures } from 'zoom-qss/testing';
import {
  type CloudEventMessage,
  cloudEventMessage,
  createReceiver,
  type Delivery,
  toCloudEvent,
  type ZoomCloudEvent,
} from 'zoom-qss/webhooks';
import { eventBody, NOW_MS, now, SECRET, signedRequest } from './zoom.js';

const bodyHash = 'ab'.repeat(32);
const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const delivery = { bodyHash, traceparent: TRACEPARENT };

/** What the package reads out of a message. */
function received({ headers, body }: CloudEventMessage): CloudEvent<unknown> {
  return HTTP.toEvent({ headers: { ...headers }, body }) as CloudEvent<unknown>;
}

/** A header value as the HTTP binding of CloudEvents 1.0.2 decodes it (3.1.3.2): quotes, then one round of percent-decoding. */
function decodedOnce(header: string): string {
  const unquoted = /^"(.*)"$/.exec(header)?.[1]?.replaceAll(/\\(.)/g, '$1') ?? header;
  return decodeURIComponent(unquoted);
}

describe('toCloudEvent', () => {
  it.each(Object.values(fixtures))('wraps $event as the package accepts it', (event) => {
    const cloudEvent = toCloudEvent(event, delivery);
    // Its constructor validates against the specification.
    expect(new CloudEvent(cloudEvent).validate()).toBe(true);
    expect(cloudEvent).toMatchObject({ specversion: '1.0', id: bodyHash, type: `us.zoom.${event.event}` });
    expect(cloudEvent.time).toBe(new Date(event.event_ts).toISOString());
    expect(cloudEvent.data).toBe(event);
  });

  it('names the account as the source, escaped', () => {
    const from = (payload: unknown) =>
      toCloudEvent(parseEvent({ event: 'new.event', payload }), delivery).source;
    expect(from({ account_id: 'AbC_-9' })).toBe('//zoom.us/accounts/AbC_-9');
    expect(from({ account_id: 'a/b c?\ud800' })).toBe('//zoom.us/accounts/a%2Fb%20c%3F%EF%BF%BD');
    for (const payload of [undefined, null, {}, { account_id: '' }, { account_id: 5 }, 'text'])
      expect(from(payload)).toBe('//zoom.us');
  });

  it('leaves out a time that is invalid, or beyond the year 9999', () => {
    const at = (event_ts: unknown) =>
      toCloudEvent({ event: 'new.event', event_ts } as UnknownEvent, delivery).time;
    expect(at(0)).toBe('1970-01-01T00:00:00.000Z');
    expect(at(253_402_300_799_999)).toBe('9999-12-31T23:59:59.999Z');
    for (const time of [253_402_300_800_000, -1, NaN, Infinity, '5', null, undefined])
      expect(at(time)).toBe(undefined);
  });

  it('carries the trace context, if there is one', () => {
    const event = fixtures['phone.call_qos'];
    expect(toCloudEvent(event, delivery).traceparent).toBe(TRACEPARENT);
    expect('traceparent' in toCloudEvent(event, { bodyHash, traceparent: null })).toBe(false);
  });

  it('takes what a receiver hands over, and gives a retry the same id', async () => {
    const wrapped: ReturnType<typeof toCloudEvent>[] = [];
    const failing = () => Promise.reject(new Error('try again'));
    const onEvent = (event: ZoomEvent, given: Delivery) => {
      wrapped.push(toCloudEvent(event, given));
      return wrapped.length === 1 ? failing() : undefined;
    };
    const receiver = createReceiver({ secrets: SECRET, now, onEvent });
    const request = signedRequest(eventBody());
    expect((await receiver.handle(request)).status).toBe(500);
    expect((await receiver.handle(request)).status).toBe(200);
    expect(wrapped).toHaveLength(2);
    expect(wrapped[0]?.id).toBe(wrapped[1]?.id);
    expect(wrapped[0]?.time).toBe(new Date(NOW_MS).toISOString());
  });
});

describe('what is not an event, delivery, CloudEvent or mode', () => {
  const event = fixtures['phone.call_qos'];
  const cloudEvent = toCloudEvent(event, delivery);

  it.each([
    ['event', () => toCloudEvent(undefined as never, delivery)],
    ['event', () => toCloudEvent({} as never, delivery)],
    ['delivery', () => toCloudEvent(event, undefined as never)],
    ['delivery', () => toCloudEvent(event, {} as never)],
    ['cloudEvent', () => cloudEventMessage(null as never, 'binary')],
    ['cloudEvent', () => cloudEventMessage({} as never, 'structured')],
    ['cloudEvent', () => cloudEventMessage({ ...cloudEvent, id: '' }, 'structured')],
    ['cloudEvent', () => cloudEventMessage({ ...cloudEvent, source: undefined as never }, 'binary')],
    ['mode', () => cloudEventMessage(cloudEvent, 'Structured' as never)],
    ['mode', () => cloudEventMessage(cloudEvent, undefined as never)],
  ])('is an ArgumentError that names %s', (argument, make) => {
    expect(make).toThrow(expect.objectContaining({ code: 'argument_invalid', argument }));
  });
});

describe('cloudEventMessage', () => {
  it.each(['structured', 'binary'] as const)('%s: the package reads every event back', (mode) => {
    for (const event of Object.values(fixtures)) {
      const cloudEvent = toCloudEvent(event, delivery);
      const read = received(cloudEventMessage(cloudEvent, mode));
      expect(read.toJSON()).toEqual(new CloudEvent(cloudEvent).toJSON());
      expect(parseEvent(read.data)).toEqual(event);
    }
  });

  it.each(['structured', 'binary'] as const)('%s: the message is the one that the package makes', (mode) => {
    const cloudEvent = toCloudEvent(fixtures['meeting.participant_qos'], delivery);
    const { headers, body } = cloudEventMessage(cloudEvent, mode);
    const theirs = HTTP[mode](new CloudEvent(cloudEvent));
    expect(JSON.parse(body)).toEqual(JSON.parse(String(theirs.body)));
    const attributes = Object.entries(headers).filter(([name]) => name.startsWith('ce-'));
    expect(Object.fromEntries(attributes)).toEqual(
      Object.fromEntries(Object.entries(theirs.headers).filter(([name]) => name.startsWith('ce-'))),
    );
    expect(headers['content-type']?.split(';')[0]).toBe(String(theirs.headers['content-type']).split(';')[0]);
  });

  const withAttributes = (attributes: object) =>
    ({ ...toCloudEvent(fixtures['phone.call_qos'], delivery), ...attributes }) as ZoomCloudEvent;

  it('carries extensions, and leaves out those that are not set', () => {
    const cloudEvent = withAttributes({ subject: undefined, partitionkey: null, count: -5, sampled: true });
    const { headers } = cloudEventMessage(cloudEvent, 'binary');
    expect(headers).toMatchObject({ 'ce-count': '-5', 'ce-sampled': 'true' });
    expect(Object.keys(headers)).not.toContain('ce-subject');
    expect(Object.keys(headers)).not.toContain('ce-partitionkey');
    const { body } = cloudEventMessage(cloudEvent, 'structured');
    const { subject: _, partitionkey: __, ...set } = cloudEvent as ZoomCloudEvent & Record<string, unknown>;
    expect(JSON.parse(body)).toEqual(set);
    const read = received(cloudEventMessage(withAttributes({ datacontenttype: undefined }), 'binary'));
    expect(read.datacontenttype).toBe('application/json');
  });

  const circle: Record<string, unknown> = { event: 'SECRET' };
  circle.payload = circle;
  const throwing = {
    toJSON() {
      throw new Error('SECRET');
    },
  };

  it.each([
    ['cloudEvent.list', { list: ['SECRET'] }],
    ['cloudEvent.object', { object: { secret: 'SECRET' } }],
    ['cloudEvent.time', { time: new Date() }],
    ['cloudEvent.number', { number: NaN }],
    ['cloudEvent.big', { big: 5n }],
    ['cloudEvent', { 'SECRET\r\nname': 'x' }],
    ['cloudEvent', { Uppercase: 'x' }],
    ['cloudEvent.datacontenttype', { datacontenttype: 'text/plain\r\nSECRET: 1' }],
    ['cloudEvent.data', { data: circle }],
    ['cloudEvent.data', { data: { event: 'x', payload: 5n } }],
    ['cloudEvent.data', { data: throwing }],
    ['cloudEvent.data', { data: undefined }],
  ])('refuses what is no %s with an ArgumentError that quotes nothing', (argument, attributes) => {
    for (const mode of ['structured', 'binary'] as const) {
      const make = () => cloudEventMessage(withAttributes(attributes), mode);
      expect(make).toThrow(expect.objectContaining({ code: 'argument_invalid', argument }));
      expect(make).not.toThrow(/SECRET/);
    }
  });

  it('percent-encodes headers once, so that a reader who decodes once has every attribute', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 });
    const percents = fc.constantFrom('%', '%25', '%2525', 'a%2Fb', '" %22', '"quoted"', 'é€😀', ' ');
    const value = fc.oneof(text, percents);
    fc.assert(
      fc.property(value, value, value, value, (id, source, type, subject) => {
        const { headers, body } = cloudEventMessage(withAttributes({ id, source, type, subject }), 'binary');
        const decoded = Object.fromEntries(
          ['id', 'source', 'type', 'subject'].map((name) => [
            name,
            decodedOnce(new Headers(headers).get(`ce-${name}`) ?? ''),
          ]),
        );
        expect(decoded).toEqual({ id, source, type, subject });
        const structured = cloudEventMessage(
          withAttributes({ id, source, type, subject }),
          'structured',
        ).body;
        expect(JSON.parse(structured)).toMatchObject(decoded);
        expect(JSON.parse(structured).data).toEqual(JSON.parse(body));
      }),
    );
    const source = '//zoom.us/accounts/a%2Fb';
    const { headers } = cloudEventMessage(withAttributes({ source }), 'binary');
    expect(headers['ce-source']).toBe('//zoom.us/accounts/a%252Fb');
  });

  it('writes any event name into a header that HTTP allows, and that decodes to it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
        const event = { event: name } as UnknownEvent;
        const { headers } = cloudEventMessage(toCloudEvent(event, delivery), 'binary');
        const type = new Headers(headers).get('ce-type') ?? '';
        expect(type).toMatch(/^[!-~]+$/);
        expect(decodeURIComponent(type)).toBe(`us.zoom.${name}`);
      }),
    );
    const broken = cloudEventMessage(toCloudEvent({ event: 'a\ud800' } as UnknownEvent, delivery), 'binary');
    expect(broken.headers['ce-type']).toBe('us.zoom.a%EF%BF%BD');
  });
});
