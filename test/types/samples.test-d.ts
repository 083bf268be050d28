import { describe, expectTypeOf, it } from 'vitest';
import {
  type Bounds,
  type ClientSnapshot,
  type DataEvent,
  type DataSummaryEvent,
  type Device,
  type MeetingParticipantQosEvent,
  type PhoneCallQosSummaryEvent,
  type QosEvent,
  type QosSample,
  type QosSummaryEvent,
  type RestContext,
  type SampleIssue,
  type SampleMetrics,
  type SampleResult,
  type SampleRow,
  type SnapshotResult,
  type SnapshotRow,
  samplesFromRest,
  toClientSnapshots,
  toRow,
  toSamples,
  type UnknownEvent,
} from 'zoom-qss';
import type { METRICS } from '../../src/samples/fields.js';

declare const qos: QosEvent | QosSummaryEvent;
declare const data: DataEvent | DataSummaryEvent;
declare const unknown: UnknownEvent;
declare const sample: QosSample;
declare const snapshot: ClientSnapshot;

type Any<T> = { [K in keyof T]-?: 0 extends 1 & T[K] ? K : never }[keyof T];

describe('toSamples', () => {
  it('takes QoS events and gives samples with issues', () => {
    expectTypeOf(toSamples).parameters.toEqualTypeOf<[QosEvent | QosSummaryEvent]>();
    expectTypeOf(toSamples(qos)).toEqualTypeOf<SampleResult>();
    expectTypeOf(toSamples).toBeCallableWith({} as MeetingParticipantQosEvent);
    expectTypeOf(toSamples).toBeCallableWith({} as PhoneCallQosSummaryEvent);
  });

  it('refuses every other event', () => {
    // @ts-expect-error a data event has snapshots
    toSamples(data);
    // @ts-expect-error an unknown event is known first
    toSamples(unknown);
    // @ts-expect-error text is parsed first
    toSamples('{}');
  });
});

describe('toClientSnapshots', () => {
  it('takes data events and gives snapshots with issues', () => {
    expectTypeOf(toClientSnapshots).parameters.toEqualTypeOf<[DataEvent | DataSummaryEvent]>();
    expectTypeOf(toClientSnapshots(data)).toEqualTypeOf<SnapshotResult>();
  });

  it('refuses every other event', () => {
    // @ts-expect-error a QoS event has samples
    toClientSnapshots(qos);
    // @ts-expect-error an unknown event is known first
    toClientSnapshots(unknown);
  });
});

describe('samplesFromRest', () => {
  it('takes the rows of both kinds of list, and says which', () => {
    const context: RestContext = { source: 'rest.meeting', conference: { id: '5' } };
    expectTypeOf(samplesFromRest({ participant_id: '1', qos: [] }, context)).toEqualTypeOf<SampleResult>();
    expectTypeOf(samplesFromRest({ user_key: '1', qos: [] }, context)).toEqualTypeOf<SampleResult>();
    // @ts-expect-error a row does not say its conference
    samplesFromRest({ qos: [] }, { source: 'rest.meeting' });
    // @ts-expect-error there are three lists
    samplesFromRest({ qos: [] }, { source: 'rest.phone', conference: {} });
  });
});

describe('QosSample', () => {
  it('has the metrics of the table, and each is bounds or nothing', () => {
    expectTypeOf<keyof SampleMetrics>().toEqualTypeOf<keyof typeof METRICS>();
    expectTypeOf<Pick<QosSample, keyof SampleMetrics>>().toEqualTypeOf<SampleMetrics>();
    expectTypeOf<SampleMetrics[keyof SampleMetrics]>().toEqualTypeOf<Bounds | null>();
    expectTypeOf<Bounds['avg']>().toEqualTypeOf<number | null>();
  });

  it('has no field that is any, and none that can be missing or written', () => {
    expectTypeOf<Any<QosSample>>().toBeNever();
    expectTypeOf<Any<SampleIssue>>().toBeNever();
    expectTypeOf<Required<QosSample>>().toEqualTypeOf<QosSample>();
    // @ts-expect-error samples are read only
    sample.quality = 'good';
  });

  it('keeps the names a reader compares with', () => {
    expectTypeOf<QosSample['span']>().toEqualTypeOf<'interval' | 'summary'>();
    expectTypeOf<QosSample['direction']>().toEqualTypeOf<'sent' | 'received' | null>();
    expectTypeOf<'audio_input'>().toExtend<QosSample['type']>();
    expectTypeOf<string>().toExtend<QosSample['type']>();
    // @ts-expect-error there is no such code
    expectTypeOf<SampleIssue['code']>().toEqualTypeOf<'value_missing'>();
  });
});

describe('ClientSnapshot', () => {
  it('has ports as numbers, text as text, and both may be missing', () => {
    expectTypeOf(snapshot.destinationIpPort).toEqualTypeOf<number | null | undefined>();
    expectTypeOf(snapshot.camera).toEqualTypeOf<string | null | undefined>();
    expectTypeOf(snapshot.device).toEqualTypeOf<Device | null | undefined>();
    expectTypeOf<Any<ClientSnapshot>>().toBeNever();
  });
});

describe('toRow', () => {
  it('gives the row of its record, in a list too', () => {
    expectTypeOf(toRow(sample)).toEqualTypeOf<SampleRow>();
    expectTypeOf(toRow(snapshot)).toEqualTypeOf<SnapshotRow>();
    expectTypeOf([sample].map(toRow)).toEqualTypeOf<SampleRow[]>();
    expectTypeOf([snapshot].map(toRow)).toEqualTypeOf<SnapshotRow[]>();
    // @ts-expect-error this is no record
    toRow({ id: '5' });
  });

  it('has cells only: text, numbers, booleans and null, and none missing', () => {
    expectTypeOf<SampleRow[keyof SampleRow]>().toExtend<string | number | boolean | null>();
    expectTypeOf<SnapshotRow[keyof SnapshotRow]>().toExtend<string | number | boolean | null>();
    expectTypeOf<Required<SampleRow>>().toEqualTypeOf<SampleRow>();
    expectTypeOf<Required<SnapshotRow>>().toEqualTypeOf<SnapshotRow>();
    expectTypeOf<Any<SampleRow> | Any<SnapshotRow>>().toBeNever();
  });

  it('has the type of its record in each cell', () => {
    expectTypeOf<SampleRow['bitrate_kbps_avg']>().toEqualTypeOf<number | null>();
    expectTypeOf<SampleRow['participant_user_id']>().toEqualTypeOf<string | null>();
    expectTypeOf<SampleRow['resolution_width']>().toEqualTypeOf<number | null>();
    expectTypeOf<SampleRow['id']>().toEqualTypeOf<string>();
    expectTypeOf<SampleRow['product']>().toEqualTypeOf<QosSample['product']>();
    expectTypeOf<SampleRow['mos']>().toEqualTypeOf<number | null>();
    expectTypeOf<SnapshotRow['camera']>().toEqualTypeOf<string | null>();
    expectTypeOf<SnapshotRow['destination_ip_port']>().toEqualTypeOf<number | null>();
    expectTypeOf<SnapshotRow['device']>().toEqualTypeOf<Device | null>();
    // @ts-expect-error names are in snake case
    expectTypeOf<SampleRow['bitrateKbps']>();
  });
});

describe('a row', () => {
  it('is a record of values, as query builders take it', () => {
    expectTypeOf<SampleRow>().toExtend<Record<string, unknown>>();
    expectTypeOf<SnapshotRow>().toExtend<Record<string, unknown>>();
  });
});
