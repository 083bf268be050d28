import { describe, expect, it } from 'vitest';
import { QOS_ITEM, readItem } from './given.js';

const TABLE = [
  ['audio_input', 'audio', 'client', 'sent'],
  ['audio_output', 'audio', 'client', 'received'],
  ['audio_device_from_crc', 'audio', 'crc', 'sent'],
  ['audio_device_to_crc', 'audio', 'crc', 'received'],
  ['audio_device_from_rwg', 'audio', 'rwg', 'sent'],
  ['audio_device_to_rwg', 'audio', 'rwg', 'received'],
  ['audio_quality', 'audio', 'client', null],
  ['video_input', 'video', 'client', 'sent'],
  ['video_output', 'video', 'client', 'received'],
  ['video_device_from_crc', 'video', 'crc', 'sent'],
  ['video_device_to_crc', 'video', 'crc', 'received'],
  ['video_device_from_rwg', 'video', 'rwg', 'sent'],
  ['video_device_to_rwg', 'video', 'rwg', 'received'],
  ['video_quality', 'video', 'client', null],
  ['as_input', 'share', 'client', 'sent'],
  ['as_output', 'share', 'client', 'received'],
  ['as_device_from_crc', 'share', 'crc', 'sent'],
  ['as_device_to_crc', 'share', 'crc', 'received'],
  ['as_device_from_rwg', 'share', 'rwg', 'sent'],
  ['as_device_to_rwg', 'share', 'rwg', 'received'],
  ['as_quality', 'share', 'client', null],
  ['cpu_usage', 'cpu', null, null],
  ['wifi_rssi', 'wifi', null, null],
  ['notification', 'notification', null, null],
  ['sending', 'audio', 'client', 'sent'],
  ['receiving', 'audio', 'client', 'received'],
] as const;

describe('the type', () => {
  it.each(TABLE)('%s is of %s, by %s, %s', (type, media, path, direction) => {
    const { sample, issues } = readItem({ type });
    expect(sample).toMatchObject({ type, media, path, direction });
    expect(issues).toEqual([]);
  });

  it.each(['hologram_input', 'audio_inputs', 'AUDIO_INPUT', '', 'constructor', '__proto__', 'audio'])(
    '%o is unknown, and still gives a sample',
    (type) => {
      const { sample, issues } = readItem({ type, details: { bitrate: '63 kbps' } });
      expect(sample).toMatchObject({ type, media: null, path: null, direction: null });
      expect(sample.bitrateKbps?.avg).toBe(63);
      expect(issues).toEqual([
        { code: 'type_unknown', path: [...QOS_ITEM, 'type'], text: type, expected: 'a documented type' },
      ]);
    },
  );
});
