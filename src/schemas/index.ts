export { ArgumentError } from '../errors.js';
export { eventSchema, zoomEventSchema } from './event-schemas.js';
export { sampleRowSchema, sampleSchema, snapshotRowSchema, snapshotSchema } from './record-schemas.js';
export type {
  JsonSchemaOptions,
  JsonSchemaTarget,
  Schema,
  SchemaIssue,
  SchemaProps,
  SchemaResult,
} from './standard-schema.js';
