export {
  QSS_EVENT_NAMES,
  type QssEventMap,
  VIDEO_SDK_EVENT_NAMES,
  type VideoSdkEventMap,
  type ZoomEventMap,
} from '../generated/event-map.js';
export { type EventRepair, NO_REPAIRS, type RepairCounts, type Repairs } from '../shapes/repaired.js';
export {
  isDataEvent,
  isDataSummaryEvent,
  isEvent,
  isKnownEvent,
  isMeetingEvent,
  isPhoneEvent,
  isQosEvent,
  isQosSummaryEvent,
  isQssEvent,
  isSessionEvent,
  isVideoSdkEvent,
  isWebinarEvent,
} from './guards.js';
export { type ParsedEvent, type ParseResult, parseEvent, safeParseEvent } from './parse.js';
export type {
  DataEvent,
  DataSummaryEvent,
  MeetingEvent,
  PhoneEvent,
  QosEvent,
  QosSummaryEvent,
  QssEvent,
  QssEventName,
  SessionEvent,
  UnknownEvent,
  VideoSdkEvent,
  VideoSdkEventName,
  WebinarEvent,
  ZoomEvent,
  ZoomEventName,
} from './types.js';
