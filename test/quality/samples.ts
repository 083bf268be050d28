import type { Bounds, Conference, Participant, QosSample } from 'zoom-qss';

/** A lone interval value, as Zoom sends it. */
export const avg = (value: number): Bounds => ({ min: null, avg: value, max: null });

/** Nine o'clock: when samples are measured, unless a test says otherwise. */
export const NINE = Date.UTC(2024, 4, 6, 9);

/** A conference, and a participant, with nothing known of them but what is given. */
export const at = (known: Partial<Conference>): Conference => ({
  uuid: null,
  id: null,
  name: null,
  startAtMs: null,
  endAtMs: null,
  ...known,
});
export const who = (known: Partial<Participant>): Participant => ({
  id: null,
  userId: null,
  zoomUserId: null,
  name: null,
  email: null,
  role: null,
  isOriginalHost: null,
  ordinal: 0,
  ...known,
});

const BLANK: QosSample = {
  id: '',
  source: 'meeting.participant_qos',
  product: 'meeting',
  span: 'interval',
  measuredAtMs: NINE,
  eventAtMs: NINE + 60_000,
  accountId: 'account',
  conference: at({ uuid: 'uuid==', id: '93398114182' }),
  participant: who({ id: '16778240', userId: 'user', name: 'Ada' }),
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
