/**
 * A `meeting.participant_qos_summary` with the given number of entries, of the types that a participant with video and screen
 * sharing has. Each variant has different values.
 */
export function qosSummary(entries: number, variant = 0) {
  const qos = Array.from({ length: entries }, (_, index) => {
    const type = TYPES[index % TYPES.length] ?? 'audio_input';
    return { type, details: detailsOf(type, index, 1 + variant / 1000) };
  });
  return {
    event: 'meeting.participant_qos_summary',
    event_ts: 1_673_353_332_744,
    payload: {
      account_id: 'AAAAAABBBB',
      object: {
        uuid: '4444AAAiAAAAAiAiAiiAii==',
        id: '6840331990',
        participant: {
          participant_id: '16778240',
          user_name: 'Jill Chill',
          id: 'rstuvwxyza789-cde',
          email: 'jchill@example.com',
          qos,
        },
      },
    },
  };
}

const TYPES = [
  'audio_input',
  'audio_output',
  'video_input',
  'video_output',
  'as_input',
  'as_output',
  'cpu_usage',
  'audio_device_from_crc',
  'audio_device_to_crc',
  'video_device_from_crc',
  'video_device_to_crc',
  'as_device_from_crc',
  'as_device_to_crc',
  'audio_device_from_rwg',
  'audio_device_to_rwg',
  'video_device_from_rwg',
  'video_device_to_rwg',
  'audio_quality',
  'video_quality',
  'wifi_rssi',
];

function detailsOf(type: string, index: number, factor: number): Record<string, string | number> {
  if (type === 'cpu_usage') {
    return {
      zoom_min_cpu_usage: '1%',
      zoom_avg_cpu_usage: '4%',
      zoom_max_cpu_usage: '17%',
      system_max_cpu_usage: '72%',
    };
  }
  if (type === 'wifi_rssi') return { max_rssi: -44, avg_rssi: -50, min_rssi: -56, rssi_unit: 'dBm' };
  if (type.endsWith('_quality')) return { quality: 'good', quality_score: '3.65' };
  const isPicture = !type.startsWith('audio');
  return {
    ...bounds('bitrate', isPicture ? 391 : 27.15, ' kbps', index, factor),
    ...bounds('latency', 126, ' ms', index, factor),
    ...bounds('jitter', 7.53, ' ms', index, factor),
    ...bounds('loss', 0.03, '%', index, factor),
    ...(isPicture ? { resolution: '1280*720', ...bounds('frame_rate', 12, ' fps', index, factor) } : {}),
  };
}

/** Three values around a mean; every seventh stream is idle, so its values are blank. */
function bounds(
  name: string,
  mean: number,
  unit: string,
  index: number,
  factor: number,
): Record<string, string> {
  const text = (value: number) => (index % 7 === 5 ? '' : `${Number((value * factor).toFixed(2))}${unit}`);
  return {
    [`min_${name}`]: text(mean / 2),
    [`avg_${name}`]: text(mean + index),
    [`max_${name}`]: text(mean * 3),
  };
}
