import { parseEvent } from 'zoom-qss';
import { ArgumentError, eventSchema, type Schema, sampleRowSchema, zoomEventSchema } from 'zoom-qss/schemas';
import { check } from './check.js';

const body = '{"event":"session.rtms_started","event_ts":1626230691572,"payload":{"session_id":"session"}}';

/** Whatever takes a Standard Schema takes one of these. */
function validate<T>({ '~standard': standard }: Schema<T>, value: unknown): T | undefined {
  const result = standard.validate(value);
  return result.issues ? undefined : result.value;
}

const event = validate(eventSchema('session.rtms_started'), body);
const sessionId: string | undefined = event?.payload.session_id;
check(sessionId === 'session', 'a schema of events returns the event');
check(validate(zoomEventSchema, body)?.event === parseEvent(body).event, 'it reads as the parser does');
check(validate(sampleRowSchema, { id: 'row' }) === undefined, 'a row has all columns');

const { jsonSchema } = sampleRowSchema['~standard'];
check('properties' in jsonSchema.output({ target: 'draft-07' }), 'it makes JSON Schema');
try {
  jsonSchema.input({ target: 'draft-03' });
  check(false, 'an unknown dialect is refused');
} catch (error) {
  check(error instanceof ArgumentError, 'an unknown dialect is refused');
}
