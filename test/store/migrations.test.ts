import { expect, it } from 'vitest';
import { migrations } from 'zoom-qss/store';
import { TABLE_NAMES, TABLES, type TableName } from '../../src/store/columns.js';
import { columnsSince, SCHEMA_VERSION } from '../../src/store/versions.js';

/** What tables of version 1 have, whatever newer versions add. */
const FIRST: Readonly<Record<TableName, string>> = {
  samples: `
    id source product span measured_at_ms event_at_ms account_id conference_uuid conference_id conference_name
    conference_start_at_ms conference_end_at_ms participant_id participant_user_id participant_zoom_user_id
    participant_name participant_email participant_role participant_is_original_host participant_ordinal type media
    direction path bitrate_kbps_min bitrate_kbps_avg bitrate_kbps_max latency_ms_min latency_ms_avg latency_ms_max
    jitter_ms_min jitter_ms_avg jitter_ms_max loss_percent_min loss_percent_avg loss_percent_max frame_rate_fps_min
    frame_rate_fps_avg frame_rate_fps_max zoom_cpu_percent_min zoom_cpu_percent_avg zoom_cpu_percent_max
    system_cpu_percent_min system_cpu_percent_avg system_cpu_percent_max rssi_dbm_min rssi_dbm_avg rssi_dbm_max
    resolution_width resolution_height cpu_pressure_min cpu_pressure_avg cpu_pressure_max quality quality_score mos
    network notification conference_key participant_key row_version row_rank`,
  snapshots: `
    id source product span event_at_ms account_id conference_uuid conference_id conference_name
    conference_start_at_ms conference_end_at_ms participant_id participant_user_id participant_zoom_user_id
    participant_name participant_email participant_role participant_is_original_host participant_ordinal device
    network_type device_raw device_detail client version network_type_raw connection_type data_center location
    microphone speaker camera pc_name domain mac_address harddisk_id signaling_ip_address
    signaling_internal_ip_address signaling_internal_ip_port audio_internal_ip_address audio_internal_ip_port
    video_internal_ip_address video_internal_ip_port share_internal_ip_address share_internal_ip_port
    destination_ip_domain destination_ip_port sent_fields conference_key participant_key row_version row_rank`,
  issues: `
    id code record_id event_at_ms path found expected conference_key participant_key row_version row_rank`,
};

it('knows every column from version 1 or a newer one: a new column needs a new version', () => {
  for (const name of TABLE_NAMES) {
    const added = columnsSince(name, 1).map((column) => column.name);
    const known = [...FIRST[name].trim().split(/\s+/), ...added];
    expect(TABLES[name].columns.map((column) => column.name).sort()).toEqual(known.sort());
  }
});

it('has nothing to do for the current version, and rejects one that does not exist', () => {
  expect(migrations('postgres', SCHEMA_VERSION)).toBe('');
  for (const version of [0, 1.5, SCHEMA_VERSION + 1])
    expect(() => migrations('postgres', version)).toThrow('from');
});
