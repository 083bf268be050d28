import { ArgumentError } from '../../errors.js';
import { answerError, type WebhookAnswer } from '../answers.js';
import { fromBinary } from '../bytes.js';
import type { HeadersLike } from '../headers.js';
import type { Receiver } from '../receiver.js';

type LambdaHeaders = { readonly [name: string]: string | undefined };
type LambdaMultiValueHeaders = { readonly [name: string]: readonly string[] | undefined };

/** An HTTP event of AWS Lambda: API Gateway v1 and v2, an application load balancer, or a function URL. */
export interface LambdaEvent {
  readonly httpMethod?: string | undefined;
  readonly path?: string | undefined;
  readonly rawPath?: string | undefined;
  readonly requestContext?: LambdaRequestContext | undefined;
  readonly headers?: LambdaHeaders | null | undefined;
  readonly multiValueHeaders?: LambdaMultiValueHeaders | null | undefined;
  readonly body?: string | null | undefined;
  readonly isBase64Encoded?: boolean | undefined;
}

/** Only `http` is read. The other properties let the contexts of API Gateway v1 and of load balancers fit this type. */
export interface LambdaRequestContext {
  readonly http?: { readonly method: string } | undefined;
  readonly stage?: string | undefined;
  readonly elb?: object | undefined;
}

/** The answer in the form that AWS Lambda returns over HTTP. */
export interface LambdaResult {
  readonly statusCode: number;
  readonly headers?: Record<string, string>;
  readonly multiValueHeaders?: Record<string, string[]>;
  readonly body: string;
  readonly isBase64Encoded: false;
}

/**
 * Wraps a receiver for AWS Lambda. The promise never rejects.
 *
 * @example
 * export const handler = toLambdaHandler(receiver);
 *
 * @throws {ArgumentError} `ack`, if the receiver acknowledges at once: Lambda freezes the process after the answer
 */
export function toLambdaHandler(receiver: Receiver): (event: LambdaEvent) => Promise<LambdaResult> {
  if (receiver.ack === 'immediate')
    throw new ArgumentError('ack', "'processed' on Lambda, which freezes the process after the answer");
  return async (event) => {
    // The console's test button may send anything.
    if (typeof event !== 'object' || event === null) return resultOf(answerError('internal_error'), false);
    const { body, isBase64Encoded, headers, multiValueHeaders } = event;
    const answer = await receiver.handle({
      method: event.requestContext?.http?.method ?? event.httpMethod ?? '',
      path: event.rawPath ?? event.path ?? '',
      headers: headersOf(event),
      body: isBase64Encoded ? async () => fromBinary(atob(body ?? '')) : (body ?? ''),
    });
    // A load balancer that sends lists of values ignores any other headers in the result.
    return resultOf(answer, Boolean(multiValueHeaders && !headers));
  };
}

function resultOf(answer: WebhookAnswer, asLists: boolean): LambdaResult {
  const result = { statusCode: answer.status, body: answer.body, isBase64Encoded: false } as const;
  if (!asLists) return { ...result, headers: { ...answer.headers } };
  const lists = Object.entries(answer.headers).map(([name, value]) => [name, [value]]);
  return { ...result, multiValueHeaders: Object.fromEntries(lists) };
}

/** Prefers lists of values, which show when a header is repeated. */
function headersOf({ headers, multiValueHeaders }: LambdaEvent): HeadersLike {
  const lists = multiValueHeaders ?? {};
  return Object.keys(lists).length ? lists : (headers ?? {});
}
