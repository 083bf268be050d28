import { inRing, type Unlinked } from '../shapes/ring.js';
import type { Media, SampleContext } from './context.js';
import { part } from './identity.js';

/** What the name of a `qos[]` type says of a stream. */
export interface StreamType {
  readonly type: string;
  /** The type as a part of an id. */
  readonly idPart: string;
  /** A bit of its own; 0 for a type this library does not know. */
  readonly bit: number;
  readonly media: Media | null;
  readonly path: SampleContext['path'];
  readonly direction: SampleContext['direction'];
  /** The type met after this one last time, tried before the look-up: the lists of one kind of event are alike. */
  next: StreamType;
}

const MEDIA = { audio: 'audio', video: 'video', as: 'share' } as const;

/**
 * Every type this library knows. Zoom's meetings page has `*_input` and `*_output` the other way round; its webinar and
 * session pages agree with this table, by which the participant sends what is called input.
 */
function allTypes(): readonly StreamType[] {
  const types: Unlinked<StreamType>[] = [];
  const add = (
    type: string,
    media: StreamType['media'],
    path: StreamType['path'] = null,
    direction: StreamType['direction'] = null,
  ) =>
    types.push({
      type,
      idPart: part(type),
      bit: 1 << types.length,
      media,
      path,
      direction,
      next: undefined,
    });
  for (const [prefix, media] of Object.entries(MEDIA)) {
    add(`${prefix}_input`, media, 'client', 'sent');
    add(`${prefix}_output`, media, 'client', 'received');
    for (const path of ['crc', 'rwg'] as const) {
      add(`${prefix}_device_from_${path}`, media, path, 'sent');
      add(`${prefix}_device_to_${path}`, media, path, 'received');
    }
    add(`${prefix}_quality`, media, 'client');
  }
  add('cpu_usage', 'cpu');
  add('wifi_rssi', 'wifi');
  add('notification', 'notification');
  add('sending', 'audio', 'client', 'sent');
  add('receiving', 'audio', 'client', 'received');
  return inRing<StreamType>(types);
}

/** A type this library does not know: the sample keeps its name. */
export function unknownType(type: string): Omit<StreamType, 'next'> {
  return { type, idPart: part(type), bit: 0, media: null, path: null, direction: null };
}

const TYPES = /* @__PURE__ */ allTypes();
const BY_NAME: ReadonlyMap<string, StreamType> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ TYPES.map((stream) => [stream.type, stream]),
);

/** The first of the types, from which a walk begins. */
export const FIRST_TYPE = TYPES[0] as StreamType;

/** What a type says of its stream. The type that followed `previous` last time is tried first. */
export function streamTypeAfter(previous: StreamType, type: string): StreamType | undefined {
  if (previous.next.type === type) return previous.next;
  const found = BY_NAME.get(type);
  if (found !== undefined) previous.next = found;
  return found;
}
