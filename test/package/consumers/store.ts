import type { ClientSnapshot, QosSample, ZoomEvent } from 'zoom-qss';
import {
  type Batch,
  createRedaction,
  createWriter,
  postgresStore,
  tables,
  toBatch,
  views,
} from 'zoom-qss/store';
import { fixtures } from 'zoom-qss/testing';
import { check } from './check.js';

const statements: string[] = [];
const store = postgresStore({
  query: async (text: string) => {
    statements.push(text);
  },
});
const writer = createWriter(store, { maxWaitMs: 0 });
const redact = createRedaction({ key: 'a key of enough characters' });

const event: ZoomEvent = fixtures['meeting.participant_qos'];
const batch: Batch = toBatch(event);
const records: readonly (QosSample | ClientSnapshot)[] = [...batch.samples, ...batch.snapshots];
check(records.length > 0, 'an event becomes a batch');
check(tables('postgres').includes('qss_samples') && views('duckdb').includes('qss_readings'), 'SQL is text');

redact(batch)
  .then((redacted) => writer.write(redacted))
  .then(() => check(statements.length === 1, 'a batch is one statement'));
