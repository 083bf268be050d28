import type { Path } from '../errors.js';
import type { DataEvent, DataSummaryEvent, QosEvent, QosSummaryEvent } from '../events/index.js';
import type { ClientData, ClientDataSummary } from '../generated/qss.js';
import type { Conference, Participant, ParticipantContext } from './context.js';
import { wrongEvent } from './event-argument.js';
import { personPart } from './identity.js';
import type { IssueList } from './issue.js';
import { Ordinals } from './ordinals.js';
import { present } from './text.js';
import { readDateTime } from './time.js';

/** One participant of one conference, and the items reported of them. */
export interface Participation<Item> extends ParticipantContext {
  readonly items: readonly Item[];
  /** The path of an item in the event or row. */
  readonly path: (index: number) => Path;
}

/** An item of `qos[]`, in any of its forms. */
export interface QosEntry {
  readonly type: string;
  readonly date_time?: unknown;
  readonly details: object;
}

type ConferenceTexts = { readonly [K in 'uuid' | 'id' | 'name']?: string | null | undefined };

export function readConference(
  { uuid, id, name }: ConferenceTexts,
  issues: IssueList,
  startAtMs: number | null = null,
  endAtMs: number | null = null,
): Conference {
  return {
    uuid: present(uuid, issues),
    id: present(id, issues),
    name: present(name, issues),
    startAtMs,
    endAtMs,
  };
}

type ParticipantTexts = {
  readonly [K in 'id' | 'userId' | 'zoomUserId' | 'name' | 'email' | 'role']?: string | null | undefined;
};

export function readParticipant(
  { id, userId, zoomUserId, name, email, role }: ParticipantTexts,
  issues: IssueList,
  isOriginalHost?: boolean,
): Participant {
  return {
    id: present(id, issues),
    userId: present(userId, issues),
    zoomUserId: present(zoomUserId, issues),
    name: present(name, issues),
    email: present(email, issues),
    role: present(role, issues),
    isOriginalHost: isOriginalHost ?? null,
    ordinal: 0,
  };
}

const inObject =
  (...keys: Path) =>
  (index: number): Path => ['payload', 'object', ...keys, index];

const inParticipant = {
  qos: /* @__PURE__ */ inObject('participant', 'qos'),
  data: /* @__PURE__ */ inObject('participant', 'data'),
};
const inUser = {
  qos: /* @__PURE__ */ inObject('user', 'qos'),
  data: /* @__PURE__ */ inObject('user', 'data'),
};

/** The participants of a QoS event, by the names that each event has for who and where. */
export function qosParticipations(
  event: QosEvent | QosSummaryEvent,
  issues: IssueList,
): Participation<QosEntry>[] {
  switch (event.event) {
    case 'meeting.participant_qos':
    case 'webinar.participant_qos': {
      const { uuid, participant } = event.payload.object;
      const { user_id: id, participant_user_id: userId, email, qos } = participant;
      return [
        {
          conference: readConference({ uuid }, issues),
          participant: readParticipant({ id, userId, email }, issues),
          items: qos,
          path: inParticipant.qos,
        },
      ];
    }
    case 'meeting.participant_qos_summary':
    case 'webinar.participant_qos_summary': {
      const { uuid, id: number, participant } = event.payload.object;
      const { participant_id: id, id: userId, user_name: name, email, qos } = participant;
      return [
        {
          conference: readConference({ uuid, id: number }, issues),
          participant: readParticipant({ id, userId, name, email }, issues),
          items: qos,
          path: inParticipant.qos,
        },
      ];
    }
    case 'session.user_qos':
    case 'session.user_qos_summary': {
      const { id, user_key: userId, name, is_original_host: isHost, qos } = event.payload.object.user;
      return [
        {
          conference: sessionOf(event.payload.object, issues),
          participant: readParticipant({ id, userId, name }, issues, isHost),
          items: qos,
          path: inUser.qos,
        },
      ];
    }
    case 'phone.call_qos': {
      const { call_qos: party } = event.payload.object;
      const participant = readParticipant(
        { userId: party.id, email: party.user_email, role: party.type },
        issues,
      );
      const path = () => ['payload', 'object', 'call_qos', 'qos'];
      return [{ conference: callOf(event.payload.object, issues), participant, items: [party.qos], path }];
    }
    case 'phone.call_qos_summary': {
      const conference = callOf(event.payload.object, issues);
      const ordinals = new Ordinals();
      return event.payload.object.call_qos.map((party, index) => {
        const who = readParticipant(
          { userId: party.user_id, email: party.user_email, role: party.type },
          issues,
        );
        const participant = { ...who, ordinal: ordinals.next(personPart(who)) };
        return { conference, participant, items: party.qos, path: inObject('call_qos', index, 'qos') };
      });
    }
    default:
      event satisfies never;
      throw wrongEvent(event, 'toSamples');
  }
}

/** The participants of a data event, by the names that each event has for who and where. */
export function dataParticipations(
  event: DataEvent | DataSummaryEvent,
  issues: IssueList,
): Participation<ClientData | ClientDataSummary>[] {
  switch (event.event) {
    case 'meeting.participant_data':
    case 'webinar.participant_data':
    case 'meeting.participant_data_summary':
    case 'webinar.participant_data_summary': {
      const { object } = event.payload;
      const { participant_id: id, participant_user_id: userId, email, data } = object.participant;
      return [
        {
          conference: readConference({ uuid: object.uuid, id: 'id' in object ? object.id : null }, issues),
          participant: readParticipant({ id, userId, email }, issues),
          items: data,
          path: inParticipant.data,
        },
      ];
    }
    case 'session.user_data':
    case 'session.user_data_summary': {
      const { id, user_key: userId, name, is_original_host: isHost, data } = event.payload.object.user;
      return [
        {
          conference: sessionOf(event.payload.object, issues),
          participant: readParticipant({ id, userId, name }, issues, isHost),
          items: data,
          path: inUser.data,
        },
      ];
    }
    default:
      event satisfies never;
      throw wrongEvent(event, 'toClientSnapshots');
  }
}

function sessionOf(
  session: {
    session_id?: string;
    session_key?: string;
    session_name?: string;
  },
  issues: IssueList,
): Conference {
  return readConference(
    { uuid: session.session_id, id: session.session_key, name: session.session_name },
    issues,
  );
}

interface Call {
  readonly call_id: string;
  readonly call_start_time?: string;
  readonly call_end_time?: string;
}

function callOf(call: Call, issues: IssueList): Conference {
  const timeOf = (name: 'call_start_time' | 'call_end_time'): number | null => {
    const ms = readDateTime(call[name]);
    if (ms === undefined)
      issues.add('time_unreadable', ['payload', 'object', name], call[name], 'an RFC 3339 time');
    return ms ?? null;
  };
  return readConference({ uuid: call.call_id }, issues, timeOf('call_start_time'), timeOf('call_end_time'));
}
