import { isKnownEvent, isQssEvent, parseEvent, type QssEvent } from 'zoom-qss';

/** Of whom each of the 14 events tells; a fifteenth would not compile. */
export function subjectOf(event: QssEvent): string | undefined {
  switch (event.event) {
    case 'meeting.participant_qos':
      return event.payload.object.participant.user_id;
    case 'meeting.participant_qos_summary':
      return event.payload.object.participant.participant_id;
    case 'meeting.participant_data':
      return event.payload.object.participant.participant_id;
    case 'meeting.participant_data_summary':
      return event.payload.object.participant.participant_id;
    case 'webinar.participant_qos':
      return event.payload.object.participant.user_id;
    case 'webinar.participant_qos_summary':
      return event.payload.object.participant.participant_id;
    case 'webinar.participant_data':
      return event.payload.object.participant.participant_id;
    case 'webinar.participant_data_summary':
      return event.payload.object.participant.participant_id;
    case 'session.user_qos':
      return event.payload.object.user.id;
    case 'session.user_qos_summary':
      return event.payload.object.user.id;
    case 'session.user_data':
      return event.payload.object.user.id;
    case 'session.user_data_summary':
      return event.payload.object.user.id;
    case 'phone.call_qos':
      return event.payload.object.call_qos.id;
    case 'phone.call_qos_summary':
      return event.payload.object.call_qos[0]?.user_id;
    default:
      return unreachable(event);
  }
}

function unreachable(event: never): never {
  throw new Error(`No such event: ${JSON.stringify(event)}`);
}

/** The same from a body, with events of other products and new events in two groups. */
export function subjectOfBody(body: string): string | undefined {
  const event = parseEvent(body);
  if (!isKnownEvent(event)) return `unknown: ${event.event}`;
  return isQssEvent(event) ? subjectOf(event) : `other: ${event.event}`;
}
