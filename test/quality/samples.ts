import type { Bounds, QosSample } from 'zoom-qss';
import { NOBODY, NOWHERE } from '../samples/given.js';

/** A lone interval value, as Zoom sends it. */
export const avg = (value: number): Bounds => ({ min: null, avg: value, max: null });

const BLANK: QosSample = {
  id: '',
  source: 'meeting.participant_qos',
  product: 'meeting',
  span: 'interval',
  measuredAtMs: Date.UTC(2024, 4, 6, 9),
  eventAtMs: Date.UTC(2024, 4, 6, 9, 1),
  accountId: 'account',
  conference: { ...NOWHERE, uuid: 'uuid==', id: '93398114182', name: null },
  participant: { ...NOBODY, id: '16778240', userId: 'user', name: 'Ada', email: null, role: null },
  type: 'audio_input',
  media: 'audio',
  direction: 'sent',
  path: 'client',
  bitrateKbps: null,
  latencyMs: null,
  jitterMs: null,
  lossPercent: null,
  frameRateFps: null,
  zoomCpuPercent: null,
  systemCpuPercent: null,
  rssiDbm: null,
  resolution: null,
  cpuPressure: null,
  quality: null,
  qualityScore: null,
  mos: null,
  network: null,
  notification: null,
};

/** A sample with nothing measured but what is given. */
export function sampleOf(measured: Partial<QosSample>): QosSample {
  return { ...BLANK, ...measured };
}
