/** The metrics of a sample, named apart from the library's own table, which the tests are to check. */
export const METRICS = [
  'bitrateKbps',
  'latencyMs',
  'jitterMs',
  'lossPercent',
  'frameRateFps',
  'zoomCpuPercent',
  'systemCpuPercent',
  'rssiDbm',
  'qualityScore',
  'mos',
] as const;

/** Those whose low values are the bad ones. */
export const LOWER_IS_WORSE: readonly string[] = [
  'bitrateKbps',
  'frameRateFps',
  'rssiDbm',
  'mos',
  'qualityScore',
];
