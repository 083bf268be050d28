import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type {
  ALBHandler,
  APIGatewayProxyHandler,
  APIGatewayProxyHandlerV2,
  LambdaFunctionURLHandler,
} from 'aws-lambda';
import type { RequestHandler } from 'express';
import type { FastifyPluginAsync } from 'fastify';
import { describe, expectTypeOf, it } from 'vitest';
import type { UnknownEvent, ZoomEvent, ZoomEventMap, ZoomEventName } from 'zoom-qss';
import {
  type AnswerCode,
  type AnsweredRequest,
  createReceiver,
  type Delivery,
  type EventHandlers,
  type HeadersLike,
  type NodeRequest,
  type NodeResponse,
  type Receiver,
  type RefusalCode,
  type Secrets,
  sign,
  toFastifyPlugin,
  toLambdaHandler,
  toNodeHandler,
  verify,
} from 'zoom-qss/webhooks';

describe('createReceiver', () => {
  it('types the event of each handler by its name', () => {
    createReceiver({
      secrets: process.env.ZOOM_WEBHOOK_SECRET_TOKEN,
      on: {
        'meeting.participant_qos': (event, delivery) => {
          expectTypeOf(event).toEqualTypeOf<ZoomEventMap['meeting.participant_qos']>();
          expectTypeOf(event).not.toBeAny();
          expectTypeOf(delivery).toEqualTypeOf<Delivery>();
        },
        'phone.call_qos': async ({ event }) => {
          expectTypeOf(event).toEqualTypeOf<'phone.call_qos'>();
          return 7;
        },
        'session.user_qos': undefined,
      },
      onEvent: (event) => expectTypeOf(event).toEqualTypeOf<ZoomEvent>(),
      onUnknown: (event) => expectTypeOf(event).toEqualTypeOf<UnknownEvent>(),
      onUnreadable: ({ body, error }) => {
        expectTypeOf(body).toEqualTypeOf<Uint8Array>();
        expectTypeOf<(typeof error)['code']>().toEqualTypeOf<
          'body_empty' | 'body_not_utf8' | 'body_not_json' | 'event_malformed' | 'challenge_malformed'
        >();
      },
      onRefused: ({ code }) => expectTypeOf(code).toEqualTypeOf<RefusalCode>(),
      onError: ({ error }) => expectTypeOf(error).toBeUnknown(),
    });
    expectTypeOf<keyof EventHandlers>().toEqualTypeOf<ZoomEventName>();
  });

  it('takes bodies instead of events, and not both', () => {
    createReceiver({
      secrets: 'x',
      onBody: (body, delivery) => {
        expectTypeOf(body).toEqualTypeOf<Uint8Array>();
        expectTypeOf(delivery).toEqualTypeOf<Delivery>();
      },
    });
    // @ts-expect-error events are not parsed
    createReceiver({ secrets: 'x', onBody: () => {}, onEvent: () => {} });
    // @ts-expect-error a body has no key but its hash
    createReceiver({ secrets: 'x', onBody: () => {}, dedupeKey: () => 'key' });
  });

  it('types what listeners and stores get', () => {
    createReceiver({
      secrets: 'x',
      mismatchStatus: 401,
      onEvent: () => {},
      onAnswered: (answered) => {
        expectTypeOf(answered).toEqualTypeOf<AnsweredRequest>();
        expectTypeOf(answered.code).toEqualTypeOf<AnswerCode | null>();
      },
      dedupeKey: (event, delivery) => {
        expectTypeOf(event).toEqualTypeOf<ZoomEvent | UnknownEvent>();
        return delivery.traceparent ?? undefined;
      },
      dedupe: {
        claim: (_key, { leaseMs, token }) => (leaseMs > 0 && token ? 'new' : 'busy'),
        complete: (_key, keepMs, token) => [keepMs, token],
        release: (_key, token) => token,
      },
    });
    // @ts-expect-error Zoom retries after neither
    createReceiver({ secrets: 'x', mismatchStatus: 200 });
    expectTypeOf<Receiver['closing']>().toEqualTypeOf<boolean>();
  });

  it('refuses a name that is not an event, and options without secrets', () => {
    // @ts-expect-error no event of that name
    createReceiver({ secrets: 'x', on: { 'qss.meeting': () => {} } });
    // @ts-expect-error secrets are required, though they may be undefined
    createReceiver({});
  });
});

describe('the pure parts', () => {
  it('take secrets and headers in the forms they come', () => {
    expectTypeOf<string | undefined>().toExtend<Secrets>();
    expectTypeOf<readonly (string | undefined)[]>().toExtend<Secrets>();
    expectTypeOf<() => Promise<string>>().toExtend<Secrets>();
    expectTypeOf<Headers>().toExtend<HeadersLike>();
    expectTypeOf<IncomingMessage['headers']>().toExtend<HeadersLike>();
    expectTypeOf<Record<string, string>>().toExtend<HeadersLike>();
  });

  it('give bytes and headers', () => {
    expectTypeOf(verify).returns.toEqualTypeOf<Promise<Uint8Array>>();
    expectTypeOf(sign).returns.resolves.toHaveProperty('x-zm-signature').toBeString();
    // @ts-expect-error a parsed body has lost its bytes
    void verify({ body: { event: 'x' }, headers: {}, secrets: 'x' });
  });

  it('have codes that are literals', () => {
    expectTypeOf<string>().not.toExtend<AnswerCode>();
    expectTypeOf<RefusalCode>().toExtend<AnswerCode>();
  });
});

describe('adapters', () => {
  it('fit the servers they are for', () => {
    const receiver = createReceiver({ secrets: 'x' });
    expectTypeOf<IncomingMessage>().toExtend<NodeRequest>();
    expectTypeOf<ServerResponse>().toExtend<NodeResponse>();
    expectTypeOf(toNodeHandler(receiver)).toExtend<RequestListener>();
    expectTypeOf(toNodeHandler(receiver)).toExtend<RequestHandler>();
    expectTypeOf(toLambdaHandler(receiver)).toExtend<APIGatewayProxyHandler>();
    expectTypeOf(toLambdaHandler(receiver)).toExtend<APIGatewayProxyHandlerV2>();
    expectTypeOf(toLambdaHandler(receiver)).toExtend<ALBHandler>();
    expectTypeOf(toLambdaHandler(receiver)).toExtend<LambdaFunctionURLHandler>();
    expectTypeOf(toFastifyPlugin(receiver)).toExtend<FastifyPluginAsync>();
  });
});
