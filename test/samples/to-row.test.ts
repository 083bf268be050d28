import { describe, expect, it } from 'vitest';
import { SAMPLE_COLUMNS, type SampleRow, SNAPSHOT_COLUMNS, type SnapshotRow, toRow } from 'zoom-qss';
import { METRICS } from '../../src/samples/fields.js';
import { example } from '../events/documented.js';
import { only, readClient, readItem, samplesOf, snapshotsOf } from './given.js';

/** The row of the documented `meeting.participant_qos`: by its type, every column there is and no other. */
const SAMPLE: SampleRow = {
  id: 'meeting.participant_qos|AAAAAABBBB|4444AAAiAAAAAiAiAiiAii==|1234567890||1626230691572|1626212691000|audio_input',
  source: 'meeting.participant_qos',
  product: 'meeting',
  span: 'interval',
  measured_at_ms: 1626212691000,
  event_at_ms: 1626230691572,
  account_id: 'AAAAAABBBB',
  conference_uuid: '4444AAAiAAAAAiAiAiiAii==',
  conference_id: null,
  conference_name: null,
  conference_start_at_ms: null,
  conference_end_at_ms: null,
  participant_id: '1234567890',
  participant_user_id: 'rstuvwxyza789-cde',
  participant_zoom_user_id: null,
  participant_name: null,
  participant_email: 'user@example.com',
  participant_role: null,
  participant_is_original_host: null,
  participant_ordinal: 0,
  type: 'audio_input',
  media: 'audio',
  direction: 'sent',
  path: 'client',
  bitrate_kbps_min: null,
  bitrate_kbps_avg: 63,
  bitrate_kbps_max: null,
  latency_ms_min: null,
  latency_ms_avg: 134,
  latency_ms_max: null,
  jitter_ms_min: null,
  jitter_ms_avg: 6,
  jitter_ms_max: null,
  loss_percent_min: null,
  loss_percent_avg: 0,
  loss_percent_max: 0,
  frame_rate_fps_min: null,
  frame_rate_fps_avg: null,
  frame_rate_fps_max: null,
  zoom_cpu_percent_min: null,
  zoom_cpu_percent_avg: null,
  zoom_cpu_percent_max: null,
  system_cpu_percent_min: null,
  system_cpu_percent_avg: null,
  system_cpu_percent_max: null,
  rssi_dbm_min: -56,
  rssi_dbm_avg: -50,
  rssi_dbm_max: -44,
  resolution_width: null,
  resolution_height: null,
  cpu_pressure_min: null,
  cpu_pressure_avg: null,
  cpu_pressure_max: null,
  quality: 'good',
  quality_score: 3.65,
  mos: null,
  network: null,
  notification: null,
};

/** The row of the documented `session.user_data`: by its type, every column there is and no other. */
const SNAPSHOT: SnapshotRow = {
  id: 'session.user_data|AAAAAABBBB|4567UVWxYZABCdEfGhiJkl==|25508864||1626230691572||',
  source: 'session.user_data',
  product: 'session',
  span: 'change',
  event_at_ms: 1626230691572,
  account_id: 'AAAAAABBBB',
  conference_uuid: '4567UVWxYZABCdEfGhiJkl==',
  conference_id: 'ABC36jaBI145',
  conference_name: 'My Session',
  conference_start_at_ms: null,
  conference_end_at_ms: null,
  participant_id: '25508864',
  participant_user_id: 'ASD74dfDI854',
  participant_zoom_user_id: null,
  participant_name: 'example',
  participant_email: null,
  participant_role: null,
  participant_is_original_host: true,
  participant_ordinal: 0,
  device: 'Windows',
  network_type: 'Wired',
  device_raw: 'WIN',
  device_detail: null,
  client: null,
  version: '4.4.55383.0716',
  network_type_raw: 'Wired',
  connection_type: 'P2P',
  data_center: 'SC',
  location: 'New York',
  microphone: 'Plantronics BT600',
  speaker: 'Plantronics BT600',
  camera: 'FaceTime HD Camera',
  pc_name: 'My PC',
  domain: 'my-workspace',
  mac_address: '00:00:5E:00:53:00',
  harddisk_id: 'Disk01',
  signaling_ip_address: '192.0.2.1',
  signaling_internal_ip_address: '127.0.0.1',
  signaling_internal_ip_port: 5060,
  audio_internal_ip_address: '127.0.0.1',
  audio_internal_ip_port: 5060,
  video_internal_ip_address: '127.0.0.1',
  video_internal_ip_port: 5060,
  share_internal_ip_address: '127.0.0.1',
  share_internal_ip_port: 5060,
  destination_ip_domain: 'example.com',
  destination_ip_port: 5000,
  sent_fields:
    'device_raw,version,network_type_raw,connection_type,data_center,location,microphone,speaker,camera,pc_name,domain,mac_address,harddisk_id,signaling_ip_address,signaling_internal_ip_address,signaling_internal_ip_port,audio_internal_ip_address,audio_internal_ip_port,video_internal_ip_address,video_internal_ip_port,share_internal_ip_address,share_internal_ip_port,destination_ip_domain,destination_ip_port',
};

describe('a row', () => {
  it('of a sample has every column of samples, in order', () => {
    const row = toRow(only(samplesOf(example('meeting.participant_qos')).samples));
    expect(row).toStrictEqual(SAMPLE);
    expect(Object.keys(row)).toEqual(Object.keys(SAMPLE));
    expect(SAMPLE_COLUMNS.map(({ name }) => name)).toEqual(Object.keys(SAMPLE));
  });

  it('of a snapshot has every column of snapshots, in order', () => {
    const row = toRow(only(snapshotsOf(example('session.user_data')).snapshots));
    expect(row).toStrictEqual(SNAPSHOT);
    expect(Object.keys(row)).toEqual(Object.keys(SNAPSHOT));
    expect(SNAPSHOT_COLUMNS.map(({ name }) => name)).toEqual(Object.keys(SNAPSHOT));
  });

  it('of next to nothing has every column all the same', () => {
    const sample = toRow(readItem({ type: 'hologram', details: {} }).sample);
    expect(Object.keys(sample)).toEqual(Object.keys(SAMPLE));
    const snapshot = toRow(readClient({}).snapshot);
    expect(Object.keys(snapshot)).toEqual(Object.keys(SNAPSHOT));
    expect([...Object.values(sample), ...Object.values(snapshot)]).not.toContain(undefined);
  });

  it('of a snapshot tells what was sent blank from what was not sent', () => {
    const row = toRow(readClient({ camera: '', microphone: 'x', as_internal_ip_port: '' }).snapshot);
    expect(row).toMatchObject({ camera: null, speaker: null, microphone: 'x' });
    expect(row.sent_fields).toBe('microphone,camera,share_internal_ip_port');
    expect(toRow(readClient({}).snapshot).sent_fields).toBe('');
  });

  it('is made of samples and snapshots only', () => {
    for (const given of [null, undefined, 'text', {}, { id: 'x' }, example('meeting.participant_qos')]) {
      // biome-ignore lint/suspicious/noExplicitAny: callers without a compiler.
      expect(() => toRow(given as any)).toThrow(
        expect.objectContaining({ code: 'argument_invalid', argument: 'record' }),
      );
    }
  });

  it('has a cell for each part of a resolution and of the pressure on the CPU', () => {
    const details = { resolution: '1280*720', system_max_cpu_pressure_level: 'serious' };
    expect(toRow(readItem({ details }).sample)).toMatchObject({
      resolution_width: 1280,
      resolution_height: 720,
      cpu_pressure_min: null,
      cpu_pressure_max: 'serious',
    });
  });

  it('has 0 where 0 was measured', () => {
    const { sample } = readItem({ details: { bitrate: '0 kbps', mos: '0' } });
    expect(toRow(sample)).toMatchObject({ bitrate_kbps_avg: 0, mos: 0 });
  });
});

describe('the name of a column', () => {
  const SUFFIX = { kbps: '_kbps', ms: '_ms', '%': '_percent', fps: '_fps', dBm: '_dbm' } as const;

  it.each(Object.entries(METRICS))('of %s has the unit in it', (name, { unit }) => {
    const columns = SAMPLE_COLUMNS.map((column) => column.name);
    const own = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    expect(own.endsWith(SUFFIX[unit])).toBe(true);
    expect(columns).toEqual(expect.arrayContaining(['min', 'avg', 'max'].map((bound) => `${own}_${bound}`)));
  });

  it('of a time ends with its unit', () => {
    const times = [...SAMPLE_COLUMNS, ...SNAPSHOT_COLUMNS].filter(({ name }) => name.includes('_at_'));
    expect(times.map(({ name }) => name)).toEqual([
      'measured_at_ms',
      'event_at_ms',
      'conference_start_at_ms',
      'conference_end_at_ms',
      'event_at_ms',
      'conference_start_at_ms',
      'conference_end_at_ms',
    ]);
  });
});
