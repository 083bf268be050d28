import type { Path } from '../errors.js';
import type { DataEvent, DataSummaryEvent, QosEvent, QosSummaryEvent } from '../events/index.js';
import type { ClientData, ClientDataSummary } from '../generated/qss.js';
import type { Conference, Participant } from './context.js';
import { wrongEvent } from './origin.js';
import { present } from './text.js';

/** One participant of one conference, and the items reported of them. */
export interface Participation<Item> {
  readonly conference: Conference;
  readonly participant: Participant;
  readonly items: readonly Item[];
  /** The path of an item in the event or row. */
  readonly path: (index: number) => Path;
  /** What ids call this person, where the participant's own fields do not tell people apart. */
  readonly who?: string | null;
}

/** An item of `qos[]`, in any of its forms. */
export interface QosEntry {
  readonly type: string;
  readonly date_time?: unknown;
  readonly details: object;
}

type Given<T> = { readonly [K in keyof T]?: string | null | undefined };

export function conferenceOf({ uuid, id, name }: Given<Conference>): Conference {
  return { uuid: present(uuid), id: present(id), name: present(name) };
}

export function participantOf({ id, userId, name, email, role }: Given<Participant>): Participant {
  return {
    id: present(id),
    userId: present(userId),
    name: present(name),
    email: present(email),
    role: present(role),
  };
}

const inObject =
  (...keys: Path) =>
  (index: number): Path => ['payload', 'object', ...keys, index];

/** The participants of a QoS event, by the names that each event has for who and where. */
export function qosParticipations(event: QosEvent | QosSummaryEvent): Participation<QosEntry>[] {
  switch (event.event) {
    case 'meeting.participant_qos':
    case 'webinar.participant_qos': {
      const { uuid, participant } = event.payload.object;
      const { user_id: id, participant_user_id: userId, email, qos } = participant;
      return [
        participation(
          conferenceOf({ uuid }),
          participantOf({ id, userId, email }),
          qos,
          inObject('participant', 'qos'),
        ),
      ];
    }
    case 'meeting.participant_qos_summary':
    case 'webinar.participant_qos_summary': {
      const { uuid, id: number, participant } = event.payload.object;
      const { participant_id: id, id: userId, user_name: name, email, qos } = participant;
      return [
        participation(
          conferenceOf({ uuid, id: number }),
          participantOf({ id, userId, name, email }),
          qos,
          inObject('participant', 'qos'),
        ),
      ];
    }
    case 'session.user_qos':
    case 'session.user_qos_summary': {
      const { id, user_key: userId, name, qos } = event.payload.object.user;
      return [
        participation<QosEntry>(
          sessionOf(event.payload.object),
          participantOf({ id, userId, name }),
          qos,
          inObject('user', 'qos'),
        ),
      ];
    }
    case 'phone.call_qos': {
      const { call_id: uuid, call_qos: party } = event.payload.object;
      const who = participantOf({ userId: party.id, email: party.user_email, role: party.type });
      return [
        participation(conferenceOf({ uuid }), who, [party.qos], () => [
          'payload',
          'object',
          'call_qos',
          'qos',
        ]),
      ];
    }
    case 'phone.call_qos_summary': {
      const { call_id: uuid, call_qos: parties } = event.payload.object;
      return parties.map((party, index) => {
        const who = participantOf({ userId: party.user_id, email: party.user_email, role: party.type });
        return participation(conferenceOf({ uuid }), who, party.qos, inObject('call_qos', index, 'qos'));
      });
    }
    default:
      event satisfies never;
      throw wrongEvent('a QoS event');
  }
}

/** The participants of a data event, by the names that each event has for who and where. */
export function dataParticipations(
  event: DataEvent | DataSummaryEvent,
): Participation<ClientData | ClientDataSummary>[] {
  switch (event.event) {
    case 'meeting.participant_data':
    case 'webinar.participant_data':
    case 'meeting.participant_data_summary':
    case 'webinar.participant_data_summary': {
      const { object } = event.payload;
      const { participant_id: id, participant_user_id: userId, email, data } = object.participant;
      return [
        participation(
          conferenceOf({ uuid: object.uuid, id: 'id' in object ? object.id : null }),
          participantOf({ id, userId, email }),
          data,
          inObject('participant', 'data'),
        ),
      ];
    }
    case 'session.user_data':
    case 'session.user_data_summary': {
      const { id, user_key: userId, name, data } = event.payload.object.user;
      return [
        participation(
          sessionOf(event.payload.object),
          participantOf({ id, userId, name }),
          data,
          inObject('user', 'data'),
        ),
      ];
    }
    default:
      event satisfies never;
      throw wrongEvent('a data event');
  }
}

function participation<Item>(
  conference: Conference,
  participant: Participant,
  items: readonly Item[],
  path: Participation<Item>['path'],
): Participation<Item> {
  return { conference, participant, items, path };
}

function sessionOf(session: {
  session_id?: string;
  session_key?: string;
  session_name?: string;
}): Conference {
  return conferenceOf({ uuid: session.session_id, id: session.session_key, name: session.session_name });
}
