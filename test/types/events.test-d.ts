import { assertType, describe, expectTypeOf, it } from 'vitest';
import {
  type CallQosItem,
  type DataEvent,
  type DataSummaryEvent,
  type DeviceType,
  type EventParseError,
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
  type MeetingEvent,
  type MeetingParticipantDataEvent,
  type MeetingParticipantQosEvent,
  type ParseResult,
  type PhoneCallQosEvent,
  type PhoneCallQosSummaryEvent,
  type PhoneEvent,
  parseEvent,
  type QosEvent,
  type QosItem,
  type QosSummaryEvent,
  QSS_EVENT_NAMES,
  type QssEvent,
  type QssEventName,
  type SessionEvent,
  type SessionUserQosEvent,
  safeParseEvent,
  type UnknownEvent,
  VIDEO_SDK_EVENT_NAMES,
  type VideoSdkEvent,
  type VideoSdkEventName,
  type WebinarEvent,
  type WebinarParticipantQosEvent,
  type ZoomEvent,
  type ZoomEventMap,
  type ZoomEventName,
} from 'zoom-qss';

type Parsed = ZoomEvent | UnknownEvent;
const event = parseEvent('');

describe('what parsing gives', () => {
  it('is a known or an unknown event', () => {
    expectTypeOf(parseEvent).returns.toEqualTypeOf<Parsed>();
    expectTypeOf(safeParseEvent).returns.toEqualTypeOf<ParseResult>();
    expectTypeOf(event.event).toBeString();
  });

  it('stays both in an array, a conditional and an inferred return', () => {
    expectTypeOf([parseEvent(''), parseEvent('')]).toEqualTypeOf<Parsed[]>();
    expectTypeOf([''].map((line) => parseEvent(line))).toEqualTypeOf<Parsed[]>();
    const known = {} as ZoomEvent;
    const unknown = {} as UnknownEvent;
    expectTypeOf([known, unknown]).toEqualTypeOf<Parsed[]>();
    expectTypeOf(Math.random() > 2 ? known : unknown).toEqualTypeOf<Parsed>();
    const either = () => {
      if (Math.random() > 2) return known;
      return unknown;
    };
    expectTypeOf(either).returns.toEqualTypeOf<Parsed>();
  });

  it('tells apart what is known and what is not', () => {
    expectTypeOf<UnknownEvent>().not.toExtend<ZoomEvent>();
    expectTypeOf<UnknownEvent['payload']>().toBeUnknown();
    expectTypeOf<UnknownEvent['event_ts']>().toEqualTypeOf<number | undefined>();
  });

  it('is a result or an error, by ok', () => {
    const result = safeParseEvent('');
    if (result.ok) expectTypeOf(result.event).toEqualTypeOf<Parsed>();
    else expectTypeOf(result.error).toEqualTypeOf<EventParseError>();
    // @ts-expect-error: event does not exist before ok is checked.
    result.event;
  });
});

describe('narrowing', () => {
  it('leaves UnknownEvent where no known event is left', () => {
    if (isKnownEvent(event)) expectTypeOf(event).toEqualTypeOf<ZoomEvent>();
    else expectTypeOf(event).toEqualTypeOf<UnknownEvent>();
  });

  it('comes to never in a switch over the 14 QSS events', () => {
    if (!isQssEvent(event)) return;
    switch (event.event) {
      case 'meeting.participant_qos':
        return expectTypeOf(event).toEqualTypeOf<MeetingParticipantQosEvent>();
      case 'meeting.participant_data':
        return expectTypeOf(event).toEqualTypeOf<MeetingParticipantDataEvent>();
      case 'meeting.participant_data_summary':
      case 'meeting.participant_qos_summary':
        return expectTypeOf(event.payload.object.id).toEqualTypeOf<string | undefined>();
      case 'phone.call_qos':
        return expectTypeOf(event.payload.object.call_qos.qos).toEqualTypeOf<CallQosItem>();
      case 'phone.call_qos_summary':
        return expectTypeOf(event).toEqualTypeOf<PhoneCallQosSummaryEvent>();
      case 'session.user_data':
      case 'session.user_data_summary':
      case 'session.user_qos':
      case 'session.user_qos_summary':
        return expectTypeOf(event.payload.object.user.is_original_host).toEqualTypeOf<boolean | undefined>();
      case 'webinar.participant_data':
      case 'webinar.participant_data_summary':
      case 'webinar.participant_qos':
      case 'webinar.participant_qos_summary':
        return expectTypeOf(event.payload.object.uuid).toBeString();
      default:
        return expectTypeOf(event).toBeNever();
    }
  });

  it('comes to never over all 48, families first', () => {
    if (!isKnownEvent(event) || isVideoSdkEvent(event)) return;
    if (isMeetingEvent(event) || isWebinarEvent(event) || isPhoneEvent(event)) return;
    expectTypeOf(event).toEqualTypeOf<SessionEvent & QssEvent>();
    if (isQosEvent(event) || isQosSummaryEvent(event) || isDataEvent(event) || isDataSummaryEvent(event))
      return;
    expectTypeOf(event).toBeNever();
  });

  it('by names gives the exact interfaces', () => {
    if (isEvent(event, 'meeting.participant_qos')) {
      expectTypeOf(event).toEqualTypeOf<MeetingParticipantQosEvent>();
      expectTypeOf(event.payload.object.participant.qos).toEqualTypeOf<QosItem[]>();
    }
    if (isEvent(event, 'meeting.participant_qos', 'phone.call_qos')) {
      expectTypeOf(event).toEqualTypeOf<MeetingParticipantQosEvent | PhoneCallQosEvent>();
    }
    if (isEvent(event, ...QSS_EVENT_NAMES)) expectTypeOf(event).toEqualTypeOf<QssEvent>();
    const raw: unknown = {};
    if (isEvent(raw, 'session.user_qos')) expectTypeOf(raw).toEqualTypeOf<SessionUserQosEvent>();
    // @ts-expect-error: no event has this name.
    isEvent(event, 'meeting.participant_mood');
  });

  it('by families gives their events', () => {
    expectTypeOf(isQssEvent).guards.toEqualTypeOf<QssEvent>();
    expectTypeOf(isVideoSdkEvent).guards.toEqualTypeOf<VideoSdkEvent>();
    expectTypeOf(isQosEvent).guards.toEqualTypeOf<
      MeetingParticipantQosEvent | WebinarParticipantQosEvent | SessionUserQosEvent | PhoneCallQosEvent
    >();
    expectTypeOf(isQosSummaryEvent).guards.toEqualTypeOf<QosSummaryEvent>();
    expectTypeOf(isDataEvent).guards.toEqualTypeOf<DataEvent>();
    expectTypeOf(isDataSummaryEvent).guards.toEqualTypeOf<DataSummaryEvent>();
    expectTypeOf(isMeetingEvent).guards.toEqualTypeOf<MeetingEvent>();
    expectTypeOf(isWebinarEvent).guards.toEqualTypeOf<WebinarEvent>();
    expectTypeOf(isSessionEvent).guards.toEqualTypeOf<SessionEvent>();
    expectTypeOf(isPhoneEvent).guards.toEqualTypeOf<PhoneEvent>();
    expectTypeOf<QosSummaryEvent['event']>().toEqualTypeOf<Extract<QssEventName, `${string}_qos_summary`>>();
    expectTypeOf<DataEvent['event']>().toEqualTypeOf<
      'meeting.participant_data' | 'webinar.participant_data' | 'session.user_data'
    >();
    expectTypeOf<SessionEvent>().toEqualTypeOf<
      VideoSdkEvent | ZoomEventMap[Extract<QssEventName, `session.${string}`>]
    >();
    expectTypeOf<QosEvent | QosSummaryEvent | DataEvent | DataSummaryEvent>().toEqualTypeOf<QssEvent>();
    expectTypeOf<MeetingEvent | WebinarEvent | SessionEvent | PhoneEvent>().toEqualTypeOf<ZoomEvent>();
  });
});

describe('names and maps', () => {
  it('have every event once', () => {
    expectTypeOf<(typeof QSS_EVENT_NAMES)[number]>().toEqualTypeOf<QssEventName>();
    expectTypeOf<(typeof VIDEO_SDK_EVENT_NAMES)[number]>().toEqualTypeOf<VideoSdkEventName>();
    expectTypeOf<QssEventName & VideoSdkEventName>().toBeNever();
    expectTypeOf<QssEventName | VideoSdkEventName>().toEqualTypeOf<ZoomEventName>();
    expectTypeOf(QSS_EVENT_NAMES.length).toEqualTypeOf<14>();
    expectTypeOf(VIDEO_SDK_EVENT_NAMES.length).toEqualTypeOf<38>();
  });

  it('look handlers and payloads up by name', () => {
    expectTypeOf<ZoomEventMap['phone.call_qos']>().toEqualTypeOf<PhoneCallQosEvent>();
    expectTypeOf<{ [N in ZoomEventName]: ZoomEventMap[N]['event'] }>().toEqualTypeOf<{
      [N in ZoomEventName]: N;
    }>();
    const on = <N extends ZoomEventName>(name: N, handle: (event: ZoomEventMap[N]) => void) => [name, handle];
    on('meeting.participant_qos', (qos) => expectTypeOf(qos).toEqualTypeOf<MeetingParticipantQosEvent>());
    // @ts-expect-error: there is no such event.
    type Nothing = ZoomEventMap['x.y'];
    assertType<Nothing | undefined>(undefined);
  });
});

type IsAny<T> = 0 extends 1 & T ? true : false;

/** Whether a type is `any` or holds it anywhere. */
type HasAny<T> =
  IsAny<T> extends true
    ? true
    : T extends readonly (infer Item)[]
      ? HasAny<Item>
      : T extends object
        ? true extends { [K in keyof T]-?: HasAny<T[K]> }[keyof T]
          ? true
          : false
        : false;

describe('nothing is any', () => {
  it('in any event, on any level', () => {
    // biome-ignore lint/suspicious/noExplicitAny: what HasAny must find.
    expectTypeOf<HasAny<{ a?: { b: readonly (string | { c: any })[] } }>>().toEqualTypeOf<true>();
    expectTypeOf<HasAny<ZoomEvent>>().toEqualTypeOf<false>();
    expectTypeOf<HasAny<UnknownEvent>>().toEqualTypeOf<false>();
    expectTypeOf<HasAny<EventParseError>>().toEqualTypeOf<false>();
    expectTypeOf<{ [N in ZoomEventName]: HasAny<ZoomEventMap[N]> }[ZoomEventName]>().toEqualTypeOf<false>();
  });
});

describe('enums', () => {
  it('list what is known and take what is not', () => {
    assertType<DeviceType>('Windows');
    assertType<DeviceType>('Toaster');
    expectTypeOf<DeviceType>().toExtend<string>();
    // @ts-expect-error: open for text, not for numbers.
    assertType<DeviceType>(5);
  });
});

describe('exact optional fields', () => {
  it('are absent or text, never undefined by hand', () => {
    const item: QosItem = { date_time: '', type: 'cpu_usage', details: {} };
    expectTypeOf(item.details.bitrate).toEqualTypeOf<string | undefined>();
    // @ts-expect-error: absent is not the same as undefined.
    item.details.bitrate = undefined;
    // @ts-expect-error: a list of items is no item.
    assertType<QosItem>([item]);
    // @ts-expect-error: this field is required.
    assertType<QosItem>({ type: 'cpu_usage', details: {} });
  });
});
