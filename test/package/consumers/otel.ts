import { toSamples } from 'zoom-qss';
import { createOtel, type SampleLogRecord } from 'zoom-qss/otel';
import { fixtures } from 'zoom-qss/testing';
import { check } from './check.js';

const records: SampleLogRecord[] = [];
const record = createOtel({ logger: { emit: (given) => records.push(given) } });
toSamples(fixtures['meeting.participant_qos']).samples.forEach(record);
check(records[0]?.eventName === 'zoom.qss.sample', 'a sample becomes a log record');
