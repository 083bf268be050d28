import type { Media, QosSample } from './types.js';

/** What the name of a `qos[]` type says of a stream. */
export interface StreamType {
  readonly type: string;
  readonly media: Media | null;
  readonly path: QosSample['path'];
  readonly direction: QosSample['direction'];
  /** The type met after this one last time, tried before the look-up: the lists of one kind of event are alike. */
  next: StreamType;
}

const MEDIA = { audio: 'audio', video: 'video', as: 'share' } as const;

/**
 * Every type this library knows. Zoom's meetings page has `*_input` and `*_output` the other way round; its webinar and
 * session pages agree with this table, by which the participant sends what is called input.
 */
function allTypes(): StreamType[] {
  const types: StreamType[] = [];
  const add = (
    type: string,
    media: StreamType['media'],
    path: StreamType['path'] = null,
    direction: StreamType['direction'] = null,
  ) => {
    const added = { type, media, path, direction, next: types[0] } as StreamType;
    // Each is followed by the one added after it, the last by the first.
    added.next ??= added;
    const last = types.at(-1);
    if (last) last.next = added;
    types.push(added);
  };
  for (const [prefix, media] of Object.entries(MEDIA)) {
    add(`${prefix}_input`, media, 'client', 'sent');
    add(`${prefix}_output`, media, 'client', 'received');
    add(`${prefix}_device_from_crc`, media, 'crc', 'sent');
    add(`${prefix}_device_to_crc`, media, 'crc', 'received');
    add(`${prefix}_device_from_rwg`, media, 'rwg', 'sent');
    add(`${prefix}_device_to_rwg`, media, 'rwg', 'received');
    add(`${prefix}_quality`, media, 'client');
  }
  add('cpu_usage', 'cpu');
  add('wifi_rssi', 'wifi');
  add('notification', 'notification');
  add('sending', 'audio', 'client', 'sent');
  add('receiving', 'audio', 'client', 'received');
  return types;
}

const TYPES = /* @__PURE__ */ allTypes();
const BY_NAME: ReadonlyMap<string, StreamType> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ TYPES.map((stream) => [stream.type, stream]),
);

/** The first of the types, from which a walk begins. */
export const FIRST_TYPE = TYPES[0] as StreamType;

/** What a type says of its stream, met after another; undefined for a type this library does not know. */
export function streamTypeAfter(previous: StreamType, type: string): StreamType | undefined {
  if (previous.next.type === type) return previous.next;
  const found = BY_NAME.get(type);
  if (found !== undefined) previous.next = found;
  return found;
}
