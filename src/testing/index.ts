export {
  ArgumentError,
  EndpointError,
  type EndpointFault,
  isZoomQssError,
  WebhookVerificationError,
  type WebhookVerificationErrorCode,
  ZoomQssError,
} from '../errors.js';
export type { RestExamples } from '../generated/examples.js';
export type { Secret } from '../webhooks/index.js';
export type { SendRequest } from './deliver/attempt.js';
export { type Deliverable, type DeliverOptions, type DeliveryReport, deliver } from './deliver/deliver.js';
export { fixtures, restFixtures } from './fixtures.js';
export { makeEvent, type Overrides } from './make-event.js';
export { type NastyFixture, nastyFixtures } from './nasty-fixtures.js';
export {
  type ChallengeRequestOptions,
  challengeRequest,
  type SignRequestOptions,
  signRequest,
} from './sign-request.js';
export type {
  FaultKind,
  FaultRates,
  PlantedFault,
  RecordFaultKind,
  SimulatedDelivery,
} from './simulator/delivery.js';
export type { Scenario } from './simulator/scenarios.js';
export { createSimulator, type SimulatorOptions } from './simulator/simulator.js';
