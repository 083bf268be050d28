import { ArgumentError } from '../errors.js';
import { isDataEvent, isDataSummaryEvent, isQosEvent, isQosSummaryEvent } from '../events/index.js';

const TAKERS = {
  toSamples: {
    takes: 'a QoS event',
    isTaken: (event: unknown) => isQosEvent(event) || isQosSummaryEvent(event),
    guards: 'isQosEvent or isQosSummaryEvent',
  },
  toClientSnapshots: {
    takes: 'a data event',
    isTaken: (event: unknown) => isDataEvent(event) || isDataSummaryEvent(event),
    guards: 'isDataEvent or isDataSummaryEvent',
  },
};

type Taker = keyof typeof TAKERS;

/** The error for an event that a function does not take, with the likely mistake. */
export function wrongEvent(event: unknown, taker: Taker): ArgumentError {
  const other = taker === 'toSamples' ? 'toClientSnapshots' : 'toSamples';
  const { takes, guards } = TAKERS[taker];
  // Only the name of a known event is given: any other may be payload.
  const hint = TAKERS[other].isTaken(event)
    ? `${(event as { readonly event: string }).event} is ${TAKERS[other].takes}, which ${other} takes`
    : `pass what parseEvent returned, once ${guards} has narrowed it`;
  return new ArgumentError('event', `${takes}: ${hint}`);
}

/** What to throw for an error in reading an event: the error above if the event has not its declared type. */
export function asArgumentError(error: unknown, event: unknown, taker: Taker): unknown {
  return TAKERS[taker].isTaken(event) ? error : wrongEvent(event, taker);
}
