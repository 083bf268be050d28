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

/** A person in one conference. */
export interface Guest {
  readonly person: Person;
  /** Id in this conference only. */
  readonly id: string;
  readonly uuid: string;
  readonly isHost: boolean;
}

/** What Zoom says of a guest, in the words that each product has for it. */
export interface Wording {
  qos(event_ts: number, qos: QosItem[]): QosEvent;
  qosSummary(event_ts: number, qos: QosSummaryItem[]): QosSummaryEvent;
  data(event_ts: number, data: ClientData): DataEvent;
  dataSummary(event_ts: number, data: ClientDataSummary): DataSummaryEvent;
}

export function wordingOf(conference: Conference, guest: Guest): Wording {
  const { product } = conference;
  return product === 'session'
    ? sessionWording(conference, guest)
    : meetingWording(product, conference, guest);
}

function meetingWording(
  product: 'meeting' | 'webinar',
  { accountId: account_id, uuid, id }: Conference,
  { person, id: guestId }: Guest,
): Wording {
  const { name: user_name, email, userId } = person;
  const who = { participant_id: guestId, participant_user_id: userId, email };
  return {
    qos: (event_ts, qos) => ({
      event: `${product}.participant_qos`,
      event_ts,
      payload: {
        account_id,
        object: { uuid, participant: { user_id: guestId, participant_user_id: userId, email, qos } },
      },
    }),
    qosSummary: (event_ts, qos) => ({
      event: `${product}.participant_qos_summary`,
      event_ts,
      payload: {
        account_id,
        object: { uuid, id, participant: { participant_id: guestId, user_name, id: userId, email, qos } },
      },
    }),
    data: (event_ts, data) => ({
      event: `${product}.participant_data`,
      event_ts,
      payload: { account_id, object: { uuid, participant: { ...who, data: [data] } } },
    }),
    dataSummary: (event_ts, data) =>
      // Zoom has the number here for meetings alone.
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

function sessionWording(conference: Conference, guest: Guest): Wording {
  const { accountId: account_id } = conference;
  const session = sessionIds(conference);
  const user = {
    id: guest.id,
    name: guest.person.name,
    user_key: guest.person.userId,
    is_original_host: guest.isHost,
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

/** RFC 3339, to the second. */
export function timeText(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}

/** The Video SDK's own events of a session. */
export function sessionEvents(conference: Conference, startMs: number) {
  const { accountId: account_id, uuid } = conference;
  const session = { id: uuid, ...sessionIds(conference) };
  const start_time = timeText(startMs);
  const userOf = ({ id, uuid: participant_uuid, person: { name, userId: user_key } }: Guest) => ({
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
    joined(event_ts: number, guest: Guest): VideoSdkEvent {
      const { user, participant_uuid } = userOf(guest);
      return {
        event: 'session.user_joined',
        event_ts,
        payload: {
          account_id,
          object: { ...session, user: { ...user, join_time: timeText(event_ts), participant_uuid } },
        },
      };
    },
    left(event_ts: number, guest: Guest): VideoSdkEvent {
      const { user, participant_uuid } = userOf(guest);
      return {
        event: 'session.user_left',
        event_ts,
        payload: {
          account_id,
          object: { ...session, user: { ...user, leave_time: timeText(event_ts), participant_uuid } },
        },
      };
    },
    sharing(event_ts: number, guest: Guest, isStart: boolean): VideoSdkEvent {
      const sharing_details = { content: 'desktop', date_time: timeText(event_ts) };
      return {
        event: isStart ? 'session.sharing_started' : 'session.sharing_ended',
        event_ts,
        payload: { account_id, object: { ...session, user: { ...userOf(guest).user, sharing_details } } },
      };
    },
  };
}
