import type {
  DataEvent,
  DataSummaryEvent,
  QosEvent,
  QosSummaryEvent,
  VideoSdkEvent,
} from '../../events/index.js';
import type { ClientData, ClientDataSummary, QosItem, QosSummaryItem } from '../../generated/qss.js';
import type { Person } from './person.js';

/** One instance of a meeting, webinar or session. */
export interface Conference {
  readonly product: 'meeting' | 'webinar' | 'session';
  readonly accountId: string;
  readonly uuid: string;
  /** The meeting's number; the session's key. */
  readonly id: string;
  /** The session's name. */
  readonly name: string;
}

/** A person who takes part in one conference. */
export interface Participant {
  readonly person: Person;
  /** The id in this conference only. */
  readonly id: string;
  readonly uuid: string;
  readonly isHost: boolean;
}

/** Creates the four QSS events of one participant, as its product shapes them. */
export interface ParticipantEvents {
  qos(event_ts: number, qos: QosItem[]): QosEvent;
  qosSummary(event_ts: number, qos: QosSummaryItem[]): QosSummaryEvent;
  data(event_ts: number, data: ClientData): DataEvent;
  dataSummary(event_ts: number, data: ClientDataSummary): DataSummaryEvent;
}

export function participantEvents(conference: Conference, participant: Participant): ParticipantEvents {
  const { product } = conference;
  return product === 'session'
    ? sessionQosEvents(conference, participant)
    : meetingEvents(product, conference, participant);
}

function meetingEvents(
  product: 'meeting' | 'webinar',
  { accountId: account_id, uuid, id }: Conference,
  { person, id: participantId }: Participant,
): ParticipantEvents {
  const { name: user_name, email, userId } = person;
  const who = { participant_id: participantId, participant_user_id: userId, email };
  return {
    qos: (event_ts, qos) => ({
      event: `${product}.participant_qos`,
      event_ts,
      payload: {
        account_id,
        object: { uuid, participant: { user_id: participantId, participant_user_id: userId, email, qos } },
      },
    }),
    qosSummary: (event_ts, qos) => ({
      event: `${product}.participant_qos_summary`,
      event_ts,
      payload: {
        account_id,
        object: {
          uuid,
          id,
          participant: { participant_id: participantId, user_name, id: userId, email, qos },
        },
      },
    }),
    data: (event_ts, data) => ({
      event: `${product}.participant_data`,
      event_ts,
      payload: { account_id, object: { uuid, participant: { ...who, data: [data] } } },
    }),
    dataSummary: (event_ts, data) =>
      // Only meetings have the number here.
      product === 'meeting'
        ? {
            event: 'meeting.participant_data_summary',
            event_ts,
            payload: { account_id, object: { uuid, id, participant: { ...who, data: [data] } } },
          }
        : {
            event: 'webinar.participant_data_summary',
            event_ts,
            payload: { account_id, object: { uuid, participant: { ...who, data: [data] } } },
          },
  };
}

function sessionQosEvents(conference: Conference, participant: Participant): ParticipantEvents {
  const { accountId: account_id } = conference;
  const session = sessionIds(conference);
  const user = {
    id: participant.id,
    name: participant.person.name,
    user_key: participant.person.userId,
    is_original_host: participant.isHost,
  };
  return {
    qos: (event_ts, qos) => ({
      event: 'session.user_qos',
      event_ts,
      payload: { account_id, object: { ...session, user: { ...user, qos } } },
    }),
    qosSummary: (event_ts, qos) => ({
      event: 'session.user_qos_summary',
      event_ts,
      payload: { account_id, object: { ...session, user: { ...user, qos } } },
    }),
    data: (event_ts, data) => ({
      event: 'session.user_data',
      event_ts,
      payload: { account_id, object: { ...session, user: { ...user, data: [data] } } },
    }),
    dataSummary: (event_ts, data) => ({
      event: 'session.user_data_summary',
      event_ts,
      payload: { account_id, object: { ...session, user: { ...user, data: [data] } } },
    }),
  };
}

const sessionIds = ({ uuid, name, id }: Conference) => ({
  session_id: uuid,
  session_name: name,
  session_key: id,
});

/** A time as RFC 3339 text, to the second. */
export function timeText(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}

/** Creates the Video SDK's lifecycle events of one session. */
export function sessionEvents(conference: Conference, startMs: number) {
  const { accountId: account_id, uuid } = conference;
  const session = { id: uuid, ...sessionIds(conference) };
  const start_time = timeText(startMs);
  const userOf = ({ id, uuid: participant_uuid, person: { name, userId: user_key } }: Participant) => ({
    user: { id, name, user_key },
    participant_uuid,
  });
  return {
    started: (): VideoSdkEvent => ({
      event: 'session.started',
      event_ts: startMs,
      payload: { account_id, object: { ...session, start_time } },
    }),
    ended: (event_ts: number): VideoSdkEvent => ({
      event: 'session.ended',
      event_ts,
      payload: { account_id, object: { ...session, start_time, end_time: timeText(event_ts) } },
    }),
    joined(event_ts: number, participant: Participant): VideoSdkEvent {
      const { user, participant_uuid } = userOf(participant);
      return {
        event: 'session.user_joined',
        event_ts,
        payload: {
          account_id,
          object: { ...session, user: { ...user, join_time: timeText(event_ts), participant_uuid } },
        },
      };
    },
    left(event_ts: number, participant: Participant): VideoSdkEvent {
      const { user, participant_uuid } = userOf(participant);
      return {
        event: 'session.user_left',
        event_ts,
        payload: {
          account_id,
          object: { ...session, user: { ...user, leave_time: timeText(event_ts), participant_uuid } },
        },
      };
    },
    sharing(event_ts: number, participant: Participant, isStart: boolean): VideoSdkEvent {
      const sharing_details = { content: 'desktop', date_time: timeText(event_ts) };
      return {
        event: isStart ? 'session.sharing_started' : 'session.sharing_ended',
        event_ts,
        payload: {
          account_id,
          object: { ...session, user: { ...userOf(participant).user, sharing_details } },
        },
      };
    },
  };
}
