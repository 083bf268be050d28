export {
  ArgumentError,
  ChallengeError,
  EventParseError,
  type EventParseErrorCode,
  isZoomQssError,
  WebhookVerificationError,
  type WebhookVerificationErrorCode,
  ZoomQssError,
} from '../errors.js';
export type { EventHandler, UnknownEventHandlers } from '../events/dispatch.js';
export {
  type FastifyLike,
  type FastifyReplyLike,
  type FastifyRequestLike,
  toFastifyPlugin,
} from './adapters/fastify.js';
export {
  type LambdaEvent,
  type LambdaRequestContext,
  type LambdaResult,
  toLambdaHandler,
} from './adapters/lambda.js';
export { type NodeRequest, type NodeResponse, toNodeHandler } from './adapters/node.js';
export type { AnswerCode, RefusalCode, WebhookAnswer } from './answers.js';
export type { RawBody } from './body.js';
export type { BodyBuffer, BodyReader } from './body-buffer.js';
export { answerChallenge, type ChallengeAnswer, type ChallengeOptions } from './challenge.js';
export {
  type CloudEventMessage,
  cloudEventMessage,
  toCloudEvent,
  type ZoomCloudEvent,
} from './cloud-event.js';
export {
  type Claim,
  createMemoryDedupe,
  type DedupeStore,
  type Lease,
  type MemoryDedupeOptions,
} from './dedupe.js';
export type { Delivery } from './delivery.js';
export type { CloseOptions } from './drain.js';
export type { FetchContext } from './fetch.js';
export type { HeadersLike } from './headers.js';
export type {
  AnsweredRequest,
  EventHandlers,
  ReceiverFailure,
  ReceiverOptions,
  RefusedRequest,
  UnreadableRequest,
} from './options.js';
export { createReceiver, type Receiver } from './receiver.js';
export type { WebhookRequest } from './request.js';
export type { Secret, Secrets } from './secrets.js';
export { type SignatureHeaders, type SignOptions, sign } from './sign.js';
export { type VerifyOptions, verify } from './verify.js';
