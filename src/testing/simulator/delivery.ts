import type { Path } from '../../errors.js';
import type { UnknownEvent, ZoomEvent } from '../../events/index.js';

/**
 * A fault that the simulator injected on purpose.
 *
 * Faults of a delivery:
 * - `duplicate`: the same body and request id were delivered before.
 * - `late_retry`: the first attempt failed, so this one comes minutes after its event.
 * - `out_of_order`: it comes 2 to 60 s after its event, so later events overtake it.
 * - `unknown_event`: an extra event with a name this library does not know.
 * - `malformed_body`: an extra body that cannot be parsed as an event; `code` is the code of the `EventParseError` to expect.
 *
 * Faults of a record, at `path`:
 * - `blanks`: an idle stream; every value in `details` is `""`.
 * - the other kinds are the codes of the issues that `toSamples` reports, at the same paths.
 */
export type PlantedFault =
  | {
      /** Which fault of a delivery. */
      readonly kind: 'duplicate' | 'late_retry' | 'out_of_order' | 'unknown_event';
    }
  | {
      readonly kind: 'malformed_body';
      /** The code of the `EventParseError` to expect. */
      readonly code: 'body_not_json' | 'event_malformed';
    }
  | {
      /** Which fault of a record. */
      readonly kind: RecordFaultKind;
      /** Where the record is, from the root of the body. */
      readonly path: Path;
    };

/** The faults that a record can have. */
export type RecordFaultKind =
  | 'blanks'
  | 'value_unreadable'
  | 'field_unknown'
  | 'type_unknown'
  | 'bounds_swapped'
  | 'time_unreadable';

/** The kind of a planted fault. */
export type FaultKind = PlantedFault['kind'];

/** The probability of each fault, from 0 to 1: per event, or per record for faults of a record. */
export type FaultRates = { readonly [Kind in FaultKind]?: number };

/** One webhook request, as Zoom would send it. */
export interface SimulatedDelivery {
  /** When the request is sent, in milliseconds since 1970. Deliveries are in this order. */
  readonly atMs: number;
  /** Zoom's id of the request; deliveries of the same body share it. */
  readonly requestId: string;
  /** The body of the request, usually JSON. */
  readonly body: string;
  /** The event in the body; `null` if the body is malformed. */
  readonly event: ZoomEvent | UnknownEvent | null;
  /** The faults in this delivery; usually empty. */
  readonly planted: readonly PlantedFault[];
}

/** A simulated event with its time, before the network faults. */
export interface SimulatedEvent {
  readonly atMs: number;
  readonly event: ZoomEvent;
  readonly planted: readonly PlantedFault[];
}

/** The rates for `faults: true`: rare, but each fault occurs within an hour of forty people. */
export const DEFAULT_RATES: Required<FaultRates> = {
  duplicate: 0.01,
  late_retry: 0.003,
  out_of_order: 0.01,
  unknown_event: 0.003,
  malformed_body: 0.002,
  blanks: 0.02,
  value_unreadable: 0.003,
  field_unknown: 0.003,
  type_unknown: 0.003,
  bounds_swapped: 0.005,
  time_unreadable: 0.002,
};
