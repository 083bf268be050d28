export {
  type AnyZoomQssError,
  type EventFault,
  EventParseError,
  type EventParseErrorCode,
  isZoomQssError,
  type Path,
  ValueError,
  type ValueKind,
  ZoomQssError,
} from './errors.js';
