import { QSS_EVENT_NAMES, VIDEO_SDK_EVENT_NAMES } from '../generated/event-map.js';
import { EVENT_SHAPES } from '../generated/event-shapes.js';
import { type Shape, shapeRegistry } from './shape.js';
import type { ZoomEventName } from './types.js';

const NAMES: ReadonlySet<string> = /* @__PURE__ */ new Set([...QSS_EVENT_NAMES, ...VIDEO_SDK_EVENT_NAMES]);
const shapeOf = /* @__PURE__ */ shapeRegistry(EVENT_SHAPES);

/** Whether a name is that of an event this library knows. */
export function isEventName(name: unknown): name is ZoomEventName {
  return typeof name === 'string' && NAMES.has(name);
}

/** The shape of an event, by its name; undefined for an event this library does not know. */
export function eventShape(name: unknown): Shape | undefined {
  return isEventName(name) ? shapeOf(name) : undefined;
}
