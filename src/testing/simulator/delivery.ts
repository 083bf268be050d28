import type { Path } from '../../errors.js';
import type { UnknownEvent, ZoomEvent } from '../../events/index.js';

/**
 * A fault put into the story on purpose.
 *
 * Of a delivery:
 * - `duplicate`: the same body and request id came before, and was not refused.
 * - `late_retry`: the first attempt reached nobody, so that this one comes minutes after its event.
 * - `out_of_order`: it comes seconds to a minute after its event, while others overtake it.
 * - `unknown_event`: an event of a name this library does not know, besides those of the story.
 * - `malformed_body`: a body that is no event, besides those of the story; `code` is that of the error to expect.
 *
 * Of a record, at `path`:
 * - `blanks`: an idle stream, `details` full of `""`.
 * - the others are the codes of the issues to expect of `toSamples`, at the same paths.
 */
export type PlantedFault =
  | { readonly kind: 'duplicate' | 'late_retry' | 'out_of_order' | 'unknown_event' }
  | { readonly kind: 'malformed_body'; readonly code: 'body_not_json' | 'event_malformed' }
  | { readonly kind: RecordFaultKind; readonly path: Path };

/** The faults that a record can have. */
export type RecordFaultKind =
  | 'blanks'
  | 'value_unreadable'
  | 'field_unknown'
  | 'type_unknown'
  | 'bounds_swapped'
  | 'time_unreadable';

export type FaultKind = PlantedFault['kind'];

/** How likely each fault is, from 0 to 1, for each event or, where it is one of a record, for each record. */
export type FaultRates = { readonly [Kind in FaultKind]?: number };

/** One request as Zoom would send it. */
export interface SimulatedDelivery {
  /** When it is sent, in milliseconds since 1970. Deliveries come in this order. */
  readonly atMs: number;
  /** The same for deliveries of the same body. */
  readonly requestId: string;
  readonly body: string;
  /** What the body says; `null` if it is malformed. */
  readonly event: ZoomEvent | UnknownEvent | null;
  /** The faults in it; mostly none. */
  readonly planted: readonly PlantedFault[];
}

/** An event of the story, before it is sent. */
export interface StoryEvent {
  readonly atMs: number;
  readonly event: ZoomEvent;
  readonly planted: readonly PlantedFault[];
}

/** How likely faults are unless rates are given: rare, yet each met within an hour of forty people. */
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
