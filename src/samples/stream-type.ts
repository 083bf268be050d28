import type { Media, QosSample } from './types.js';

/** What the name of a `qos[]` type says of a stream. */
export interface StreamType {
  readonly media: Media | null;
  readonly direction: QosSample['direction'];
  readonly path: QosSample['path'];
}

const MEDIA = { audio: 'audio', video: 'video', as: 'share' } as const;

/**
 * Every type this library knows. Zoom's meetings page has `*_input` and `*_output` the other way round; its webinar and
 * session pages agree with this table, by which the participant sends what is called input.
 */
const STREAM_TYPES: ReadonlyMap<string, StreamType> = /* @__PURE__ */ new Map<string, StreamType>([
  ...Object.entries(MEDIA).flatMap(([prefix, media]): [string, StreamType][] => [
    [`${prefix}_input`, { media, path: 'client', direction: 'sent' }],
    [`${prefix}_output`, { media, path: 'client', direction: 'received' }],
    [`${prefix}_device_from_crc`, { media, path: 'crc', direction: 'sent' }],
    [`${prefix}_device_to_crc`, { media, path: 'crc', direction: 'received' }],
    [`${prefix}_device_from_rwg`, { media, path: 'rwg', direction: 'sent' }],
    [`${prefix}_device_to_rwg`, { media, path: 'rwg', direction: 'received' }],
    [`${prefix}_quality`, { media, path: 'client', direction: null }],
  ]),
  ['cpu_usage', { media: 'cpu', path: null, direction: null }],
  ['wifi_rssi', { media: 'wifi', path: null, direction: null }],
  ['notification', { media: 'notification', path: null, direction: null }],
  ['sending', { media: 'audio', path: 'client', direction: 'sent' }],
  ['receiving', { media: 'audio', path: 'client', direction: 'received' }],
]);

/** What a type says of its stream; undefined for a type this library does not know. */
export function streamTypeOf(type: string): StreamType | undefined {
  return STREAM_TYPES.get(type);
}
