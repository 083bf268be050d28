import type { QosSample } from '../samples/index.js';
import type { Saved } from './saved.js';

/** The stream that a sample was measured on. */
export type StreamKind = Pick<QosSample, 'type' | 'media' | 'direction' | 'path'>;

export function streamKindOf({ type, media, direction, path }: StreamKind): StreamKind {
  return { type, media, direction, path };
}

export function streamKindFrom(saved: Saved): StreamKind {
  return {
    // A type that Zoom does not document is one as well.
    type: saved.get('type').text() as StreamKind['type'],
    media: saved.get('media').orNull((media) => media.one(...MEDIA)),
    direction: saved.get('direction').orNull((direction) => direction.one('sent', 'received')),
    path: saved.get('path').orNull((path) => path.one('client', 'crc', 'rwg')),
  };
}

/** In the order in which people ask for them. */
export const MEDIA = ['audio', 'video', 'share', 'cpu', 'wifi', 'notification'] as const;
