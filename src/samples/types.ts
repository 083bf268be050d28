import type { Path } from '../errors.js';
import type { QosEvent, QosSummaryEvent } from '../events/index.js';
import type { CpuPressureLevel, QosQuality, QosType } from '../generated/qss.js';
import type { Resolution } from '../values/index.js';
import type { METRICS } from './metrics.js';

/** Lowest, average and highest value over the window; `null` where none was sent. */
export interface Bounds<T = number> {
  readonly min: T | null;
  readonly avg: T | null;
  readonly max: T | null;
}

/** The measured numbers of a sample, one per entry of the metric table, in the unit its name ends with. */
export type SampleMetrics = { readonly [M in keyof typeof METRICS]: Bounds | null };

/** The REST list a row came from. */
export type RestSource = 'rest.meeting' | 'rest.webinar' | 'rest.session';

/** What a sample was read from: the name of an event, or a REST list. */
export type SampleSource = QosEvent['event'] | QosSummaryEvent['event'] | RestSource;

export type Product = 'meeting' | 'webinar' | 'session' | 'phone';

/** A meeting, webinar, session or call. */
export interface Conference {
  /** This one instance: meeting or webinar UUID, `session_id`, `call_id`. */
  readonly uuid: string | null;
  /** What instances share: meeting or webinar number, `session_key`. */
  readonly id: string | null;
  /** The session's name. */
  readonly name: string | null;
}

/** One shape for a person, whose fields Zoom names differently from event to event. All are personal data. */
export interface Participant {
  /** Id within this conference only. */
  readonly id: string | null;
  /** The Zoom user; in sessions the app's own `user_key`. Absent for people outside the account. */
  readonly userId: string | null;
  readonly name: string | null;
  readonly email: string | null;
  /** In phone calls `'caller'` or `'callee'`. */
  readonly role: string | null;
}

export type Media = 'audio' | 'video' | 'share' | 'cpu' | 'wifi' | 'notification';

/**
 * One item of `qos[]`, as numbers, whichever event or list it came in. It is plain JSON; what was blank or not sent is
 * `null`, and a measured 0 is 0.
 */
export interface QosSample extends SampleMetrics {
  /** Natural key: the same on redelivery, and never shared by two samples of an event. */
  readonly id: string;
  readonly source: SampleSource;
  readonly product: Product;
  /** `'interval'` while it runs, about a minute; `'summary'` over the whole stay. */
  readonly window: 'interval' | 'summary';
  /** When the values were measured, in milliseconds since the epoch; summaries say none. */
  readonly measuredAtMs: number | null;
  /** When the event was made, in milliseconds since the epoch. */
  readonly eventAtMs: number | null;
  readonly accountId: string | null;
  readonly conference: Conference;
  readonly participant: Participant;
  /** Zoom's own name of the stream or reading: `'audio_device_from_crc'`. */
  readonly type: QosType;
  readonly media: Media | null;
  /**
   * From the participant's side. Zoom's pages contradict each other on `*_input` and `*_output`; this follows the majority,
   * by which the participant sends what is called input.
   */
  readonly direction: 'sent' | 'received' | null;
  /** The client itself, a Cloud Room Connector, or the web client's gateway. */
  readonly path: 'client' | 'crc' | 'rwg' | null;
  /** Size of the picture, in pixels; `null` also where Zoom says `0*0`, no picture. */
  readonly resolution: Resolution | null;
  /** In rising order `normal`, `fair`, `serious`, `critical`. */
  readonly cpuPressure: Bounds<CpuPressureLevel> | null;
  /** Zoom's own judgement: `good`, `fair`, `poor` or `bad`. */
  readonly quality: QosQuality | null;
  /** Zoom's own score, 1 to 5. */
  readonly qualityScore: number | null;
  /** Mean opinion score of a phone call, 1 to 5; 3.5 and above is good. */
  readonly mos: number | null;
  /** Kind of network of a phone call. */
  readonly network: string | null;
  /** A warning of the client's about its network. */
  readonly notification: string | null;
}

export type SampleIssueCode =
  | 'value_unreadable'
  | 'field_unknown'
  | 'type_unknown'
  | 'bounds_swapped'
  | 'time_unreadable';

/**
 * Something that was met in normalising and is worth knowing. Nothing is dropped silently.
 *
 * - `value_unreadable`: a value that is not the quantity its field holds; the sample has `null` in its place.
 * - `field_unknown`: a field this library does not know, so that no sample shows it.
 * - `type_unknown`: a type this library does not know; the sample is there, without media, direction and path.
 * - `bounds_swapped`: a minimum above its maximum; they were put in order.
 * - `time_unreadable`: a time that is not RFC 3339; the sample has `null` in its place.
 */
export interface SampleIssue {
  readonly code: SampleIssueCode;
  /** From the root of the event or row: `['payload', 'object', 'participant', 'qos', 3, 'details', 'bitrate']`. */
  readonly path: Path;
  /** The text met, or `null` for an object or array. It is payload: never log it. */
  readonly text: string | null;
  readonly expected: string;
}

/** What normalising gives: samples, and whatever was met on the way. */
export interface SampleResult {
  readonly samples: QosSample[];
  readonly issues: SampleIssue[];
}
