import { type QosSample, toSamples } from 'zoom-qss';
import { type Breach, breaches, createRollup, PRESETS, type Thresholds } from 'zoom-qss/quality';
import { createSimulator, fixtures } from 'zoom-qss/testing';
import { check } from './check.js';

const thresholds: Thresholds = { ...PRESETS.zoom.thresholds, latencyMs: 100 };
const samples: QosSample[] = toSamples(fixtures['meeting.participant_qos']).samples;
const broken: Breach[] = samples.flatMap((sample) => breaches(sample, thresholds));
check(broken[0]?.metric === 'latencyMs' && broken[0].value === 134, 'a breach names its metric');

const rollup = createRollup({ thresholds });
for (const sample of samples) rollup.add(sample);
check(rollup.participants().length === 1, 'samples are counted by participant');

const [first] = createSimulator({ seed: 7, minutes: 1 });
check(first !== undefined, 'a simulator sends');
