import { QSS_EVENT_NAMES, VIDEO_SDK_EVENT_NAMES } from '../events/index.js';

export const EVENT_NAMES: ReadonlySet<string> = /* @__PURE__ */ new Set([
  ...QSS_EVENT_NAMES,
  ...VIDEO_SDK_EVENT_NAMES,
]);
