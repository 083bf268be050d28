import { sValidator } from '@hono/standard-validator';
import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec';
import { FormApi } from '@tanstack/form-core';
import { type inferRouterInputs, initTRPC } from '@trpc/server';
import { Hono } from 'hono';
import { describe, expectTypeOf, it } from 'vitest';
import type {
  ClientSnapshot,
  QosSample,
  SampleRow,
  SnapshotRow,
  UnknownEvent,
  ZoomEvent,
  ZoomEventMap,
} from 'zoom-qss';
import {
  eventSchema,
  type JsonSchemaTarget,
  type Schema,
  sampleRowSchema,
  sampleSchema,
  snapshotRowSchema,
  snapshotSchema,
  zoomEventSchema,
} from 'zoom-qss/schemas';
import type { SAMPLE_CONTEXT, SNAPSHOT_CONTEXT } from '../../src/samples/fields.js';

const two = eventSchema('meeting.participant_qos', 'phone.call_qos');
type Two = ZoomEventMap['meeting.participant_qos' | 'phone.call_qos'];

describe('schemas', () => {
  it('are those of the standard, version 1.1.0 of its package', () => {
    type Props = StandardSchemaV1.Props<ZoomEvent> & StandardJSONSchemaV1.Props<ZoomEvent>;
    expectTypeOf<Schema<ZoomEvent>>().toExtend<
      StandardSchemaV1<ZoomEvent> & StandardJSONSchemaV1<ZoomEvent>
    >();
    expectTypeOf<keyof Schema<ZoomEvent>['~standard']>().toEqualTypeOf<keyof Props>();
    expectTypeOf<Schema<ZoomEvent>['~standard']['version']>().toEqualTypeOf<Props['version']>();
    expectTypeOf<keyof Schema<ZoomEvent>['~standard']['jsonSchema']>().toEqualTypeOf<
      keyof StandardJSONSchemaV1.Converter
    >();
    expectTypeOf<JsonSchemaTarget>().toEqualTypeOf<StandardJSONSchemaV1.Target>();
  });

  it('give the types of input and output', () => {
    expectTypeOf<StandardSchemaV1.InferOutput<typeof two>>().toEqualTypeOf<Two>();
    expectTypeOf<StandardSchemaV1.InferInput<typeof two>>().toEqualTypeOf<Two>();
    expectTypeOf<StandardSchemaV1.InferOutput<typeof two>>().not.toBeAny();
    expectTypeOf(zoomEventSchema).toEqualTypeOf<Schema<ZoomEvent | UnknownEvent>>();
    expectTypeOf(sampleSchema).toEqualTypeOf<Schema<QosSample>>();
    expectTypeOf(snapshotSchema).toEqualTypeOf<Schema<ClientSnapshot>>();
    expectTypeOf(sampleRowSchema).toEqualTypeOf<Schema<SampleRow>>();
    expectTypeOf(snapshotRowSchema).toEqualTypeOf<Schema<SnapshotRow>>();
    // @ts-expect-error an event that this library does not know
    eventSchema('meeting.new');
  });

  it('validate without a promise', () => {
    const result = two['~standard'].validate({});
    if (result.issues)
      expectTypeOf(result.issues[0]?.path).toEqualTypeOf<readonly (string | number)[] | undefined>();
    else expectTypeOf(result.value).toEqualTypeOf<Two>();
  });
});

describe('the words of a record', () => {
  type Words<C, K extends keyof C> = C[K] extends { words: readonly (infer W)[] } ? W : never;

  it('are those of its type', () => {
    type Sample = typeof SAMPLE_CONTEXT;
    expectTypeOf<Words<Sample, 'source'>>().toEqualTypeOf<QosSample['source']>();
    expectTypeOf<Words<Sample, 'product'>>().toEqualTypeOf<QosSample['product']>();
    expectTypeOf<Words<Sample, 'span'>>().toEqualTypeOf<QosSample['span']>();
    expectTypeOf<Words<Sample, 'media'>>().toEqualTypeOf<NonNullable<QosSample['media']>>();
    expectTypeOf<Words<Sample, 'direction'>>().toEqualTypeOf<NonNullable<QosSample['direction']>>();
    expectTypeOf<Words<Sample, 'path'>>().toEqualTypeOf<NonNullable<QosSample['path']>>();
    type Snapshot = typeof SNAPSHOT_CONTEXT;
    expectTypeOf<Words<Snapshot, 'source'>>().toEqualTypeOf<ClientSnapshot['source']>();
    expectTypeOf<Words<Snapshot, 'product'>>().toEqualTypeOf<ClientSnapshot['product']>();
    expectTypeOf<Words<Snapshot, 'span'>>().toEqualTypeOf<ClientSnapshot['span']>();
    expectTypeOf<Words<Snapshot, 'device'>>().toEqualTypeOf<NonNullable<ClientSnapshot['device']>>();
    expectTypeOf<Words<Snapshot, 'networkType'>>().toEqualTypeOf<
      NonNullable<ClientSnapshot['networkType']>
    >();
  });

  it('are there for every text whose type lists them all', () => {
    type Closed<R> = {
      [K in keyof R]-?: IsClosed<NonNullable<R[K]>> extends true ? K : never;
    }[keyof R];
    type IsClosed<T> = string extends T ? false : [T] extends [string] ? true : false;
    type Worded<C> = { [K in keyof C]: C[K] extends { words: readonly string[] } ? K : never }[keyof C];
    expectTypeOf<Closed<QosSample>>().toEqualTypeOf<Worded<typeof SAMPLE_CONTEXT>>();
    expectTypeOf<Closed<ClientSnapshot>>().toEqualTypeOf<Worded<typeof SNAPSHOT_CONTEXT>>();
  });
});

describe('tools infer', () => {
  it('Hono: what c.req.valid gives', () => {
    new Hono().post('/', sValidator('json', two), (c) => {
      expectTypeOf(c.req.valid('json')).toEqualTypeOf<Two>();
      return c.body(null);
    });
  });

  it('tRPC: input and output', () => {
    const t = initTRPC.create();
    const router = t.router({
      enqueue: t.procedure.input(two).mutation(({ input }) => {
        expectTypeOf(input).toEqualTypeOf<Two>();
      }),
    });
    expectTypeOf<inferRouterInputs<typeof router>['enqueue']>().toEqualTypeOf<Two>();
    // @ts-expect-error a sample is no row
    t.procedure.output(sampleRowSchema).query(() => ({}) as QosSample);
  });

  it('TanStack Form: the values of the form', () => {
    const defaultValues = {} as SampleRow;
    new FormApi({ defaultValues, validators: { onChange: sampleRowSchema } });
    // @ts-expect-error the values are no event
    new FormApi({ defaultValues, validators: { onChange: two } });
  });
});
