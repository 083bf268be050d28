import type { DataEvent, DataSummaryEvent, QosEvent, QosSummaryEvent } from '../events/index.js';
import type { QosType } from '../generated/qss.js';
import type { Device, Network } from './client-kinds.js';

/** The REST list a row came from. */
export type RestSource = 'rest.meeting' | 'rest.webinar' | 'rest.session';

/** What a sample was read from: the name of an event, or a REST list. */
export type SampleSource = QosEvent['event'] | QosSummaryEvent['event'] | RestSource;

/** The kind of a conference. A `'session'` is one of the Video SDK. */
export type Product = 'meeting' | 'webinar' | 'session' | 'phone';

/** What a stream carries; or what was measured on the device: processor load, Wi-Fi signal, or Zoom's own warning. */
export type Media = 'audio' | 'video' | 'share' | 'cpu' | 'wifi' | 'notification';

/** A meeting, webinar, session or call. */
export interface Conference {
  /** This one instance: meeting or webinar UUID, `session_id`, `call_id`. */
  readonly uuid: string | null;
  /** Number of the meeting or webinar, or `session_key`: the same for all instances. Live events of meetings lack it. */
  readonly id: string | null;
  /** The session's name. */
  readonly name: string | null;
  /** When the call began, in milliseconds since the epoch. REST rows have it if their context does. */
  readonly startAtMs: number | null;
  /** When the call ended, in milliseconds since the epoch. REST rows have it if their context does. */
  readonly endAtMs: number | null;
}

/** One shape for a person, whose fields Zoom names differently from event to event. All are personal data. */
export interface Participant {
  /** Id within this conference only. */
  readonly id: string | null;
  /** The Zoom user; in sessions the app's own `user_key`. Absent for people outside the account. */
  readonly userId: string | null;
  /** The Zoom user of a session user, which only REST rows say. */
  readonly zoomUserId: string | null;
  /** Display name. */
  readonly name: string | null;
  /** E-mail address. */
  readonly email: string | null;
  /** In phone calls `'caller'` or `'callee'`. */
  readonly role: string | null;
  /** Whether a session user is the one who first hosted the session. */
  readonly isOriginalHost: boolean | null;
  /** Numbers people with the same identity, in the order of their list. 0 for the first, or the only one. */
  readonly ordinal: number;
}

/** What names a sample: who, where and when, and which stream. */
export interface SampleContext {
  /** Natural key: the same on redelivery, and never shared by two samples of an event. */
  readonly id: string;
  /** Name of the event, or the REST list: `rest.meeting`, `rest.webinar` or `rest.session`. */
  readonly source: SampleSource;
  /** Kind of conference: `meeting`, `webinar`, `session` or `phone`. */
  readonly product: Product;
  /**
   * `'interval'`: about a minute of the call, or in phone calls a few seconds. `'summary'`: from join to leave; but those of
   * calls are readings too, each with its time.
   */
  readonly span: 'interval' | 'summary';
  /** When the values were measured, in milliseconds since the epoch. Summaries have none, except those of calls. */
  readonly measuredAtMs: number | null;
  /** When the event was made, in milliseconds since the epoch. */
  readonly eventAtMs: number | null;
  /** The Zoom account. */
  readonly accountId: string | null;
  /** The meeting, webinar, session or call. */
  readonly conference: Conference;
  /** Whose it is. */
  readonly participant: Participant;
  /** Zoom's own name of the stream or reading: `'audio_device_from_crc'`. */
  readonly type: QosType;
  /** What the stream carries, or what was measured on the device. */
  readonly media: Media | null;
  /**
   * From the participant's side: what is called input is what the participant sends. Zoom's pages contradict each other on
   * `*_input` and `*_output`; this follows the audio and gateway types, and Zoom's staff.
   */
  readonly direction: 'sent' | 'received' | null;
  /** The client itself, a Cloud Room Connector, or the web client's gateway. */
  readonly path: 'client' | 'crc' | 'rwg' | null;
}

/** What all samples of one event or row have in common. */
export type Origin = Pick<SampleContext, 'source' | 'product' | 'span' | 'eventAtMs' | 'accountId'>;

/** What all samples of one participant have in common besides. */
export type ParticipantContext = Pick<SampleContext, 'conference' | 'participant'>;

/** What names a snapshot: who, where and when, and the kinds of device and network in one spelling. */
export interface ClientContext {
  /** Natural key: the same on redelivery, and never shared by two snapshots of an event. */
  readonly id: string;
  /** Name of the event. */
  readonly source: DataEvent['event'] | DataSummaryEvent['event'];
  /** Kind of conference: `meeting`, `webinar` or `session`. Calls have no data events. */
  readonly product: Exclude<Product, 'phone'>;
  /** `'change'` when a setting changed; `'summary'` when the participant left. */
  readonly span: 'change' | 'summary';
  /** When the event was made, in milliseconds since the epoch. */
  readonly eventAtMs: number | null;
  /** The Zoom account. */
  readonly accountId: string | null;
  /** The meeting, webinar, session or call. */
  readonly conference: Conference;
  /** Whose it is. */
  readonly participant: Participant;
  /** `deviceRaw` in one spelling; `null` for a kind that Zoom does not document. */
  readonly device?: Device | null;
  /** `networkTypeRaw` in one spelling; `null` for a kind that Zoom does not document. */
  readonly networkType?: Network | null;
}
