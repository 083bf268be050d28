import { describe, expect, it } from 'vitest';
import {
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
  parseEvent,
  QSS_EVENT_NAMES,
  VIDEO_SDK_EVENT_NAMES,
  type ZoomEventName,
} from 'zoom-qss';
import { deepFreeze, EXAMPLES, example, QSS_EXAMPLES, VIDEO_SDK_EXAMPLES } from './documented.js';

const FAMILIES = {
  isQssEvent,
  isVideoSdkEvent,
  isQosEvent,
  isQosSummaryEvent,
  isDataEvent,
  isDataSummaryEvent,
  isMeetingEvent,
  isWebinarEvent,
  isSessionEvent,
  isPhoneEvent,
};
type Family = keyof typeof FAMILIES;

const QSS_FAMILIES: Record<string, Family[]> = {
  'meeting.participant_data': ['isDataEvent', 'isMeetingEvent'],
  'meeting.participant_data_summary': ['isDataSummaryEvent', 'isMeetingEvent'],
  'meeting.participant_qos': ['isQosEvent', 'isMeetingEvent'],
  'meeting.participant_qos_summary': ['isQosSummaryEvent', 'isMeetingEvent'],
  'phone.call_qos': ['isQosEvent', 'isPhoneEvent'],
  'phone.call_qos_summary': ['isQosSummaryEvent', 'isPhoneEvent'],
  'session.user_data': ['isDataEvent', 'isSessionEvent'],
  'session.user_data_summary': ['isDataSummaryEvent', 'isSessionEvent'],
  'session.user_qos': ['isQosEvent', 'isSessionEvent'],
  'session.user_qos_summary': ['isQosSummaryEvent', 'isSessionEvent'],
  'webinar.participant_data': ['isDataEvent', 'isWebinarEvent'],
  'webinar.participant_data_summary': ['isDataSummaryEvent', 'isWebinarEvent'],
  'webinar.participant_qos': ['isQosEvent', 'isWebinarEvent'],
  'webinar.participant_qos_summary': ['isQosSummaryEvent', 'isWebinarEvent'],
};

const families = (value: unknown) =>
  Object.entries(FAMILIES)
    .filter(([, guard]) => guard(value))
    .map(([name]) => name)
    .sort();

describe('the names', () => {
  it('are those of the documented examples', () => {
    expect([...QSS_EVENT_NAMES].sort()).toEqual([...QSS_EXAMPLES.keys()].sort());
    expect([...VIDEO_SDK_EVENT_NAMES].sort()).toEqual([...VIDEO_SDK_EXAMPLES.keys()].sort());
  });
});

describe('the families', () => {
  it.each(Object.entries(QSS_FAMILIES))('%s belongs to %j', (name, expected) => {
    expect(families(parseEvent(example(name)))).toEqual([...expected, 'isQssEvent'].sort());
  });

  it.each([...VIDEO_SDK_EXAMPLES])('%s belongs to the sessions of the Video SDK', (_, value) => {
    expect(families(parseEvent(value))).toEqual(['isSessionEvent', 'isVideoSdkEvent']);
  });

  it('have no event of an unknown name', () => {
    for (const name of ['meeting.participant_mood', 'x_qos', 'session.', 'phone.call_qos_summary_data']) {
      expect(families(parseEvent({ event: name, event_ts: 1, payload: {} }))).toEqual([]);
    }
  });

  it('have no value of another type, whatever its name', () => {
    for (const name of EXAMPLES.keys())
      expect(families({ event: name, event_ts: 1, payload: 'text' })).toEqual([]);
  });
});

describe('isEvent', () => {
  const event = parseEvent(example('meeting.participant_qos'));

  it('asks for any of the names given', () => {
    expect(isEvent(event, 'meeting.participant_qos')).toBe(true);
    expect(isEvent(event, 'webinar.participant_qos', 'meeting.participant_qos')).toBe(true);
    expect(isEvent(event, 'webinar.participant_qos', 'phone.call_qos')).toBe(false);
    expect(isEvent(event)).toBe(false);
  });

  it('tells every event from every other', () => {
    const events = [...EXAMPLES.values()].map((value) => parseEvent(value));
    for (const name of EXAMPLES.keys() as Iterable<ZoomEventName>) {
      expect(events.filter((candidate) => isEvent(candidate, name)).map((found) => found.event)).toEqual([
        name,
      ]);
    }
  });

  it('knows names, and no type or property names', () => {
    for (const name of ['QosItem', 'constructor', '__proto__', 'toString', 'hasOwnProperty', '']) {
      const value = { ...example('meeting.participant_qos'), event: name };
      expect(isKnownEvent(value)).toBe(false);
      expect(isEvent(value, name as ZoomEventName)).toBe(false);
    }
  });
});

describe('the name of a shared type', () => {
  it('is that of no event, even over its fields', () => {
    const item = { event: 'QosItem', date_time: '', type: '', details: {} };
    expect(isKnownEvent(item)).toBe(false);
    expect(parseEvent({ event: 'QosItem' })).toEqual({ event: 'QosItem' });
  });
});

describe('a guard', () => {
  it('is strict: what parseEvent would repair, it refuses and leaves as it is', () => {
    const raw = example('meeting.participant_qos');
    raw.payload.object.participant.qos[0].details.bitrate = 63;
    const before = structuredClone(raw);
    expect(isKnownEvent(deepFreeze(raw))).toBe(false);
    expect(families(raw)).toEqual([]);
    expect(raw).toEqual(before);
    expect(isKnownEvent(parseEvent(raw))).toBe(true);
  });

  it('changes nothing, and accepts what is frozen', () => {
    for (const [name, value] of EXAMPLES) {
      const event = deepFreeze(structuredClone(parseEvent(value)));
      expect(isEvent(event, name as ZoomEventName)).toBe(true);
    }
  });

  it('asks for no order of fields', () => {
    const reversed = JSON.parse(JSON.stringify(example('meeting.participant_data_summary')), (_, inner) =>
      typeof inner === 'object' && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).reverse())
        : inner,
    );
    for (let round = 0; round < 3; round += 1) {
      expect(isKnownEvent(reversed)).toBe(true);
      expect(isKnownEvent(example('meeting.participant_data_summary'))).toBe(true);
    }
  });

  it('does not mind what it does not know', () => {
    const raw = example('meeting.participant_qos');
    raw.payload.object.participant.qos[0].details.news = { deep: [null] };
    raw.news = null;
    expect(isKnownEvent(raw)).toBe(true);
  });

  it.each([
    undefined,
    null,
    '',
    'meeting.participant_qos',
    0,
    5n,
    true,
    Symbol('x'),
    [],
    [{}],
    () => ({}),
    new Map(),
  ])('refuses %s', (value) => {
    expect(isKnownEvent(value)).toBe(false);
    expect(families(value)).toEqual([]);
  });
});
