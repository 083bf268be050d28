import { isObject } from '../../shapes/conforms.js';
import { isCloudEvent } from './envelope.js';

/** What a JSON value can seem to be. */
const NAMES = {
  event: 'a webhook event',
  envelope: 'a message of Zoom’s WebSocket delivery',
  cloudEvent: 'a CloudEvent',
  participants: 'a page of a meeting or webinar',
  users: 'a page of a Video SDK session',
  dashboard: 'an answer of the Dashboard, with user_qos',
  callLog: 'the QoS of a Zoom Phone call log',
  refusal: 'an error answer of Zoom',
  record: 'a sample or snapshot of zoom-qss',
  sqs: 'a message of SQS',
  sns: 'a notification of SNS',
  eventBridge: 'an event of EventBridge',
  request: 'a request as API Gateway hands it over',
  text: 'JSON within a JSON string',
} as const;

export type Recognized = keyof typeof NAMES;

/** Says what a JSON value seems to be; `undefined` if it is like nothing known. */
export function recognize(value: unknown): Recognized | undefined {
  if (typeof value === 'string') return 'text';
  if (!isObject(value)) return undefined;
  if (isCloudEvent(value)) return 'cloudEvent';
  if (typeof value.event === 'string' && 'payload' in value) return 'event';
  if (typeof value.module === 'string') return 'envelope';
  if (value.kind === 'sample' || value.kind === 'snapshot') return 'record';
  if ('caller_qos' in value || 'callee_qos' in value) return 'callLog';
  if (
    [value.Messages, value.Records].some(Array.isArray) ||
    'receiptHandle' in value ||
    'ReceiptHandle' in value
  )
    return 'sqs';
  if (value.Type === 'Notification' && 'Message' in value) return 'sns';
  if ('detail-type' in value && 'detail' in value) return 'eventBridge';
  if (typeof value.body === 'string' && 'headers' in value) return 'request';
  if ('user_qos' in value || hasDashboardRows(value)) return 'dashboard';
  if ('participants' in value) return 'participants';
  if ('users' in value) return 'users';
  return typeof value.code === 'number' && typeof value.message === 'string' ? 'refusal' : undefined;
}

/** A sentence that says what a value seems to be, with advice if there is some; empty if it is like nothing known. */
export function seemsToBe(
  value: unknown,
  advice: { readonly [Kind in Recognized]?: string | undefined },
): string {
  const kind = recognize(value);
  if (kind === undefined) return '';
  const does = advice[kind];
  return ` It seems to be ${NAMES[kind]}${does === undefined ? '' : `: ${does}`}.`;
}

/** Whether the rows of a page have their measurements where only the Dashboard has them. */
function hasDashboardRows({ participants, users }: Record<string, unknown>): boolean {
  const rows = [participants, users].flat().filter(isObject);
  return rows.some((row) => 'user_qos' in row) && !rows.some((row) => 'qos' in row);
}
