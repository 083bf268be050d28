import { TABLE_NAMES, TABLES, type TableColumn, type TableName } from './columns.js';

/** The columns that each version of the schema added. A published version never changes. */
const VERSIONS: readonly Readonly<Record<TableName, string>>[] = [
  {
    samples:
      'id source product span measured_at_ms event_at_ms account_id conference_uuid conference_id conference_name conference_start_at_ms conference_end_at_ms participant_id participant_user_id participant_zoom_user_id participant_name participant_email participant_role participant_is_original_host participant_ordinal type media direction path bitrate_kbps_min bitrate_kbps_avg bitrate_kbps_max latency_ms_min latency_ms_avg latency_ms_max jitter_ms_min jitter_ms_avg jitter_ms_max loss_percent_min loss_percent_avg loss_percent_max frame_rate_fps_min frame_rate_fps_avg frame_rate_fps_max zoom_cpu_percent_min zoom_cpu_percent_avg zoom_cpu_percent_max system_cpu_percent_min system_cpu_percent_avg system_cpu_percent_max rssi_dbm_min rssi_dbm_avg rssi_dbm_max resolution_width resolution_height cpu_pressure_min cpu_pressure_avg cpu_pressure_max quality quality_score mos network notification conference_key participant_key row_version row_rank',
    snapshots:
      'id source product span event_at_ms account_id conference_uuid conference_id conference_name conference_start_at_ms conference_end_at_ms participant_id participant_user_id participant_zoom_user_id participant_name participant_email participant_role participant_is_original_host participant_ordinal device network_type device_raw device_detail client version network_type_raw connection_type data_center location microphone speaker camera pc_name domain mac_address harddisk_id signaling_ip_address signaling_internal_ip_address signaling_internal_ip_port audio_internal_ip_address audio_internal_ip_port video_internal_ip_address video_internal_ip_port share_internal_ip_address share_internal_ip_port destination_ip_domain destination_ip_port sent_fields conference_key participant_key row_version row_rank',
    issues:
      'id code record_id event_at_ms path found expected conference_key participant_key row_version row_rank',
  },
];

/** The version of the schema. Columns that no version has yet make it a newer one. */
export const SCHEMA_VERSION: number = /* @__PURE__ */ currentVersion();

function currentVersion(): number {
  const isListed = TABLE_NAMES.every((name) => columnsSince(name, VERSIONS.length).length === 0);
  return VERSIONS.length + (isListed ? 0 : 1);
}

/** The columns of a table that a version of the schema does not have. */
export function columnsSince(table: TableName, version: number): TableColumn[] {
  const known = new Set(VERSIONS.slice(0, version).flatMap((added) => added[table].split(' ')));
  return TABLES[table].columns.filter(({ name }) => !known.has(name));
}
