import { EVENT_TYPE_SHAPES, QSS_EVENT_SHAPES, VIDEO_SDK_EVENT_SHAPES } from '../generated/event-shapes.js';
import { type Shape, shapeRegistry } from '../shapes/shape.js';

const shapeOf = /* @__PURE__ */ shapeRegistry({
  ...QSS_EVENT_SHAPES,
  ...VIDEO_SDK_EVENT_SHAPES,
  ...EVENT_TYPE_SHAPES,
});

/** The shape of an event, by its name; undefined for an event this library does not know. */
export function eventShape(name: unknown): Shape | undefined {
  // Names of events have a dot; names of shared types do not.
  return typeof name === 'string' && name.includes('.') ? shapeOf(name) : undefined;
}
