/**
 * Reads a file of samples into a rollup, beside DuckDB, which reads all of its numbers by SQL in one thread, and beside a
 * query of DuckDB that reads three of them.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { framedValuesOf } from '../src/cli/input/framed-values.js';
import { openInputs } from '../src/cli/input/inputs.js';
import { readRecord } from '../src/cli/input/read-record.js';
import { ndjsonFormatter } from '../src/cli/output/json-formats.js';
import { parseEvent, type QosEvent, type QosSample, toSamples } from '../src/index.js';
import { createRollup, PRESETS } from '../src/quality/index.js';
import { METRIC_NAMES } from '../src/samples/fields.js';
import { type Effort, median, type Row } from './harness.js';
import { minuteEvent } from './payloads.js';

const EVENTS = 8_000;
const PEOPLE = 40;
const BOUNDS = ['min', 'avg', 'max'] as const;

const folder = mkdtempSync(join(tmpdir(), 'zoom-qss-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

export async function rows(): Promise<Row[]> {
  const path = writeSamples();
  const input = openInputs([path], process);
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run('SET threads = 1');

  const eachSample = async (take: (sample: QosSample) => void) => {
    for (const each of input)
      for await (const values of framedValuesOf(each, readRecord))
        for (const { outcome } of values)
          if (outcome.status === 'read')
            for (const row of outcome.rows) if (row.kind === 'sample') take(row.record);
  };
  const rollUp = async () => {
    const rollup = createRollup({ thresholds: PRESETS.zoom.thresholds, maxGroups: 10_000 });
    await eachSample(rollup.add);
    return rollup;
  };
  const query = async (names: readonly string[]) => {
    const columns = METRIC_NAMES.filter((metric) => names.some((name) => name.startsWith(`"${metric}"`)));
    const types = columns.map((name) => `"${name}": 'STRUCT("min" DOUBLE, avg DOUBLE, "max" DOUBLE)'`);
    const sums = names.map((name) => `sum(${name})`).join(', ');
    const source = `read_json('${path}', format = 'newline_delimited', columns = {${types.join(', ')}})`;
    const [sum = []] = (await connection.runAndReadAll(`SELECT ${sums} FROM ${source}`)).getRows();
    return sum.map(Number);
  };

  const all = METRIC_NAMES.flatMap((metric) => BOUNDS.map((bound) => `"${metric}"."${bound}"`));
  const few = ['"latencyMs"."avg"', '"jitterMs"."avg"', '"lossPercent"."avg"'];
  await checkSums(eachSample, await query(all));
  return [
    {
      name: 'file of samples to a rollup, against DuckDB reading all numbers',
      limit: 1,
      measure: ratioOf(rollUp, () => query(all)),
    },
    {
      name: 'the same, against DuckDB reading three numbers',
      measure: ratioOf(rollUp, () => query(few)),
    },
  ];
}

/** Processor time of two jobs that take turns. */
function ratioOf(subject: () => Promise<unknown>, peer: () => Promise<unknown>): Row['measure'] {
  return async ({ rounds }: Effort) => {
    const ratios: number[] = [];
    for (let round = 0; round <= Math.ceil(rounds / 4); round++) {
      const before = await processorTime(peer);
      ratios.push((await processorTime(subject)) / before);
    }
    // The first warms up.
    return median(ratios.slice(1));
  };
}

async function processorTime(job: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await job();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

async function checkSums(
  eachSample: (take: (sample: QosSample) => void) => Promise<void>,
  expected: readonly number[],
): Promise<void> {
  const sums = new Array<number>(expected.length).fill(0);
  await eachSample((sample) => {
    for (const [index, metric] of METRIC_NAMES.entries())
      for (const [offset, bound] of BOUNDS.entries())
        sums[index * BOUNDS.length + offset] =
          (sums[index * BOUNDS.length + offset] ?? 0) + (sample[metric]?.[bound] ?? 0);
  });
  const differ = sums.some((sum, at) => Math.abs(sum - (expected[at] ?? 0)) > 1e-9 * Math.abs(sum));
  if (differ || sums.every((sum) => sum === 0)) throw new Error('DuckDB has other sums.');
}

function writeSamples(): string {
  const path = join(folder, 'samples.ndjson');
  const { row } = ndjsonFormatter();
  let text = '';
  for (let variant = 0; variant < EVENTS; variant++) {
    // What parseEvent returns has the type of its name.
    const event = parseEvent(JSON.stringify(readingOf(variant))) as QosEvent;
    for (const record of toSamples(event).samples) text += row({ kind: 'sample', record });
  }
  writeFileSync(path, text);
  return path;
}

/** A reading of one of 40 people, who stay for some hours. */
function readingOf(variant: number): unknown {
  const event = minuteEvent(6, variant);
  const person = String(variant % PEOPLE);
  const event_ts = 1_700_000_000_000 + Math.floor(variant / PEOPLE) * 60_000;
  const { object } = event.payload;
  const qos = object.participant.qos.map((item) => ({
    ...item,
    date_time: `${new Date(event_ts).toISOString().slice(0, -5)}Z`,
  }));
  const participant = { ...object.participant, user_id: person, participant_user_id: person, qos };
  return {
    ...event,
    event_ts,
    payload: { ...event.payload, object: { ...object, uuid: 'u==', participant } },
  };
}
