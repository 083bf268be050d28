import type { QssEventMap, VideoSdkEventMap, ZoomEventMap } from '../generated/event-map.js';

/** The name of one of the 14 QSS events. */
export type QssEventName = keyof QssEventMap;

/** The name of a Video SDK event: one of 34 in Zoom's document or of 4 published since. */
export type VideoSdkEventName = keyof VideoSdkEventMap;

/** The name of an event this library knows. */
export type ZoomEventName = keyof ZoomEventMap;

/** Any QSS event; `switch (event.event)` narrows it. */
export type QssEvent = QssEventMap[QssEventName];

/** Any Video SDK event; `switch (event.event)` narrows it. */
export type VideoSdkEvent = VideoSdkEventMap[VideoSdkEventName];

/** Any event this library knows; `switch (event.event)` narrows it. */
export type ZoomEvent = ZoomEventMap[ZoomEventName];

/** Quality while it runs: about once a minute and participant, for phone calls every few seconds. */
export type QosEvent = QssEventMap[Extract<QssEventName, `${string}_qos`>];

/** Quality over the whole stay, sent when somebody leaves or hangs up. */
export type QosSummaryEvent = QssEventMap[Extract<QssEventName, `${string}_qos_summary`>];

/** Device, network and client, sent when one of them changes; partial. */
export type DataEvent = QssEventMap[Extract<QssEventName, `${string}_data`>];

/** Device, network and client, sent when somebody leaves. */
export type DataSummaryEvent = QssEventMap[Extract<QssEventName, `${string}_data_summary`>];

/** Any event of a meeting. */
export type MeetingEvent = ZoomEventMap[Extract<ZoomEventName, `meeting.${string}`>];

/** Any event of a webinar. */
export type WebinarEvent = ZoomEventMap[Extract<ZoomEventName, `webinar.${string}`>];

/** Any event of a Video SDK session: its four QSS events and the Video SDK events. */
export type SessionEvent = ZoomEventMap[Extract<ZoomEventName, `session.${string}`>];

/** Any event of a phone call. */
export type PhoneEvent = ZoomEventMap[Extract<ZoomEventName, `phone.${string}`>];

declare const unknownEvent: unique symbol;

/**
 * An event whose name this library does not know. Zoom publishes new events, so this is not an error.
 *
 * The brand exists in types only and is never set. Without it every known event would be a subtype of this one, and TypeScript
 * would reduce the union of both to `UnknownEvent` in arrays, conditionals and inferred returns.
 */
export interface UnknownEvent {
  /** Its name, which this library does not know. */
  event: string;
  /** When the event happened, in milliseconds since the epoch. */
  event_ts?: number;
  /** What Zoom sent, unchecked. */
  payload: unknown;
  /** Never set. It keeps this type apart from known events. */
  readonly [unknownEvent]?: never;
}
