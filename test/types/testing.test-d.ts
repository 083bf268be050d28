import { expectTypeOf, test } from 'vitest';
import type { MeetingParticipantQosEvent, UnknownEvent, ZoomEvent, ZoomEventMap } from 'zoom-qss';
import { toSamples } from 'zoom-qss';
import type { ParticipantQosSummary, SessionUserQosSummary } from 'zoom-qss/rest';
import {
  createSimulator,
  type DeliveryReport,
  deliver,
  fixtures,
  makeEvent,
  type NastyFixture,
  nastyFixtures,
  restFixtures,
  type SimulatedDelivery,
  signRequest,
} from 'zoom-qss/testing';
import { createReceiver } from 'zoom-qss/webhooks';

test('a fixture has the type of its name', () => {
  expectTypeOf(fixtures['meeting.participant_qos']).toEqualTypeOf<MeetingParticipantQosEvent>();
  expectTypeOf(fixtures).toEqualTypeOf<Readonly<ZoomEventMap>>();
  expectTypeOf(toSamples(fixtures['phone.call_qos'])).not.toBeAny();
  expectTypeOf(nastyFixtures.idleStream).toExtend<NastyFixture>();
  // @ts-expect-error there is no such event
  fixtures['meeting.participant_quality'];
});

test('a row has the type that the client reads from its list', () => {
  expectTypeOf(restFixtures['rest.meeting']).toEqualTypeOf<ParticipantQosSummary>();
  expectTypeOf(restFixtures['rest.webinar']).toEqualTypeOf<ParticipantQosSummary>();
  expectTypeOf(restFixtures['rest.session']).toEqualTypeOf<SessionUserQosSummary>();
  // @ts-expect-error calls have no list
  restFixtures['rest.phone'];
});

test('an event is made by name, with overrides of its type', () => {
  const event = makeEvent('meeting.participant_qos', {
    event_ts: 1,
    payload: { object: { participant: { email: undefined, qos: [] } } },
  });
  expectTypeOf(event).toEqualTypeOf<MeetingParticipantQosEvent>();
  expectTypeOf(event).not.toBeAny();
  makeEvent('phone.call_qos', { payload: { object: { call_qos: { qos: { details: { mos: '3' } } } } } });
});

test('a wrong override does not compile', () => {
  // @ts-expect-error there is no such event
  makeEvent('meeting.participant_quality');
  // @ts-expect-error text is not a time
  makeEvent('meeting.participant_qos', { event_ts: 'now' });
  // @ts-expect-error there is no such field
  makeEvent('meeting.participant_qos', { payload: { object: { participant: { user_name: 'Ada' } } } });
  // @ts-expect-error a field that must be there cannot be left out
  makeEvent('meeting.participant_qos', { payload: { object: { uuid: undefined } } });
  // @ts-expect-error a name is not changed
  makeEvent('meeting.participant_qos', { event: 'webinar.participant_qos' });
  const part = { type: 'cpu_usage' };
  // @ts-expect-error arrays replace, so that their items must be whole
  makeEvent('meeting.participant_qos', { payload: { object: { participant: { qos: [part] } } } });
});

test('requests, deliveries and reports', () => {
  expectTypeOf(signRequest).returns.resolves.toEqualTypeOf<Request>();
  expectTypeOf(createSimulator({ seed: 1 })).toEqualTypeOf<Iterable<SimulatedDelivery>>();
  expectTypeOf<SimulatedDelivery['event']>().toEqualTypeOf<ZoomEvent | UnknownEvent | null>();
  const receiver = createReceiver({ secrets: 'secret' });
  const report = deliver(createSimulator(), {
    url: 'http://localhost/',
    secret: 'secret',
    fetch: receiver.fetch,
  });
  expectTypeOf(report).resolves.toEqualTypeOf<DeliveryReport>();
  // @ts-expect-error there is no such scenario
  createSimulator({ scenario: 'noisy-office' });
});
