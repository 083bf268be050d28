import { QSS_EVENT_NAMES, VIDEO_SDK_EVENT_NAMES, type ZoomEventMap } from '../generated/event-map.js';
import type { UnknownEvent, ZoomEvent, ZoomEventName } from './types.js';

/** The name of every event this library knows. */
export const EVENT_NAMES: ReadonlySet<string> = /* @__PURE__ */ new Set([
  ...QSS_EVENT_NAMES,
  ...VIDEO_SDK_EVENT_NAMES,
]);

/** Takes an event and what is known of how it came, such as a webhook's delivery. */
export type EventHandler<Event, Context> = (event: Event, context: Context) => unknown;

/** A handler for each event by name; the name types the event, and a name that no event has is an error. */
export type EventHandlers<Context> = {
  readonly [Name in ZoomEventName]?: EventHandler<ZoomEventMap[Name], Context> | undefined;
};

/** Handlers of events that are newer than this library, by name. */
export interface UnknownEventHandlers<Context> {
  readonly [name: string]: EventHandler<UnknownEvent, Context> | undefined;
}

/** What takes events; each part is optional. */
export interface Handlers<Context> {
  readonly on?: EventHandlers<Context> | undefined;
  /** Takes every known event that no handler of its name takes. */
  readonly onEvent?: EventHandler<ZoomEvent, Context> | undefined;
  /**
   * Takes events whose names are new to this library: all of them, or each by its name. A handler by name goes on to be called
   * after an update of this library that knows its event, until `on` has a handler of that name.
   */
  readonly onUnknown?: EventHandler<UnknownEvent, Context> | UnknownEventHandlers<Context> | undefined;
}

/**
 * The handler for an event that `parseEvent` returned: that of its name in `on`, else that of its name in `onUnknown`, else
 * `onEvent` for a known event and `onUnknown` for another. Names of `Object.prototype`, such as `toString`, find nothing.
 *
 * @example
 * const handle = handlerFor(event, { on: { 'meeting.participant_qos': store }, onUnknown: log })
 * await handle?.(delivery)
 */
export function handlerFor<Context>(
  event: ZoomEvent | UnknownEvent,
  { on, onEvent, onUnknown }: Handlers<Context>,
): ((context: Context) => unknown) | undefined {
  const name = event.event;
  const byName =
    ownHandler(on, name) ?? (typeof onUnknown === 'object' ? ownHandler(onUnknown, name) : undefined);
  const general = EVENT_NAMES.has(name) ? onEvent : typeof onUnknown === 'function' ? onUnknown : undefined;
  // Each handler takes the events of its name, which parseEvent has proved; onEvent takes all known ones, onUnknown the others.
  const handler = (byName ?? general) as EventHandler<typeof event, Context> | undefined;
  return handler && ((context) => handler(event, context));
}

/** The names in `on` that no event has: a typing error would lose events in silence. */
export function unknownNames(on: object): string[] {
  return Object.keys(on).filter((name) => !EVENT_NAMES.has(name));
}

function ownHandler(handlers: object | undefined, name: string): unknown {
  return handlers !== undefined && Object.hasOwn(handlers, name)
    ? handlers[name as keyof typeof handlers]
    : undefined;
}
