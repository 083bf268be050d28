/** Times a rollup of 4,000 participants, each with an hour of readings of six streams. */

import { emptySample } from '../src/generated/sample.js';
import type { QosSample } from '../src/index.js';
import { createRollup, PRESETS, type Rollup } from '../src/quality/index.js';
import { median, type Row, sink } from './harness.js';

const PARTICIPANTS = 4_000;
const MINUTES = 60;
const TYPES = ['audio_input', 'audio_output', 'video_input', 'video_output', 'as_input', 'as_output'];

const options = { thresholds: PRESETS.zoom.thresholds, maxGroups: 30_000 };
const rollup = createRollup(options);
const recent = createRollup({ ...options, lastMinutes: 30 });
let added = 0;
const addingMs = timeOf(() => {
  for (let minute = 0; minute < MINUTES; minute++)
    for (let person = 0; person < PARTICIPANTS; person++) added += addReading(rollup, person, minute);
});

export const rows: Row[] = [
  figuresRow('participants()', (from) => from.participants()),
  figuresRow('participants({ worst: 20 })', (from) => from.participants({ worst: 20 }), 20),
  recentRow(),
  figuresRow('conferences()', (from) => from.conferences()),
  figuresRow('streams({ worst: 20 })', (from) => from.streams({ worst: 20 })),
  { name: 'rollup: add, nanoseconds a sample', unit: 'ns', measure: () => (addingMs * 1e6) / added },
];

function figuresRow(what: string, figures: (from: Rollup) => unknown, limit?: number): Row {
  return {
    name: `rollup: ${what} of 4,000`,
    unit: 'ms',
    ...(limit !== undefined && { limit }),
    measure: ({ rounds }) =>
      median(
        Array.from({ length: rounds }, () =>
          timeOf(() => {
            sink.value = figures(rollup);
          }),
        ),
      ),
  };
}

/** The same of the last 30 minutes, each time after another sample. */
function recentRow(): Row {
  for (let minute = 30; minute < MINUTES; minute++)
    for (let person = 0; person < PARTICIPANTS; person++) addReading(recent, person, minute);
  let late = 0;
  const figures = () => {
    addReading(recent, late++, MINUTES);
    return recent.participants({ worst: 20 });
  };
  return { ...figuresRow('', figures), name: 'rollup: lastMinutes, participants({ worst: 20 }) of 4,000' };
}

function timeOf(job: () => void): number {
  const start = performance.now();
  job();
  return performance.now() - start;
}

function addReading(to: Rollup, person: number, minute: number): number {
  const measuredAtMs = 1_700_000_000_000 + minute * 60_000 + person;
  const owner = {
    source: 'meeting.participant_qos',
    product: 'meeting',
    span: 'interval',
    eventAtMs: measuredAtMs + 1_000,
    accountId: 'account',
    conference: { uuid: `u${person % 200}`, id: null, name: null, startAtMs: null, endAtMs: null },
    participant: {
      id: String(person),
      userId: null,
      zoomUserId: null,
      name: null,
      email: null,
      role: null,
      isOriginalHost: null,
      ordinal: 0,
    },
  } as const;
  for (const [index, type] of TYPES.entries()) {
    const id = `meeting.participant_qos|account|u${person % 200}|${person}||${owner.eventAtMs}|${measuredAtMs}|${type}`;
    const stream = { type, media: 'audio', direction: 'sent', path: 'client', idPart: '', bit: 0 } as const;
    to.add(measured(emptySample(owner, owner, stream, id, measuredAtMs), person * 7 + minute * 13 + index));
  }
  return TYPES.length;
}

/** The values differ, as in real traffic. */
function measured(sample: QosSample, variant: number): QosSample {
  const about = (value: number) => {
    const avg = value * (1 + (variant % 97) / 50);
    return { min: avg / 2, avg, max: avg * 2 };
  };
  return {
    ...sample,
    bitrateKbps: about(60),
    latencyMs: about(70),
    jitterMs: about(15),
    lossPercent: about(0.8),
    frameRateFps: about(12),
  };
}
