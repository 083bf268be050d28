/**
 * Reads a file of samples into a rollup, beside others that read the same file in one thread.
 *
 * DuckDB is told the columns of all numbers, of three, or none, so that it detects them. It adds numbers up and skips all
 * other text; a rollup also takes names, ids and times, and keeps percentiles. `JSON.parse` of lines that were split before
 * is the least that a reader in JavaScript takes: since it takes two to three times as long as DuckDB reading all numbers,
 * the limit of that row is out of reach, and stays to show the distance.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { framedValuesOf } from '../src/cli/input/framed-values.js';
import { openInputs, SAMPLES_CHUNK_BYTES } from '../src/cli/input/inputs.js';
import { readRecord } from '../src/cli/input/read-record.js';
import { ndjsonFormatter } from '../src/cli/output/json-formats.js';
import { parseEvent, type QosEvent, type QosSample, toSamples } from '../src/index.js';
import { createRollup, PRESETS } from '../src/quality/index.js';
import { BOUNDS } from '../src/samples/field.js';
import { METRIC_NAMES } from '../src/samples/fields.js';
import { type Effort, median, type Row, sink } from './harness.js';
import { minuteEvent } from './payloads.js';

const EVENTS = 8_000;
const PEOPLE = 40;

const NUMBERS = METRIC_NAMES.flatMap((metric) => BOUNDS.map((bound) => ({ metric, bound })));
type Numbers = typeof NUMBERS;

// Zoom sends no average of the system's CPU: DuckDB detects a column of JSON, which has no sum.
const AVERAGES = NUMBERS.filter(({ metric, bound }) => bound === 'avg' && metric !== 'systemCpuPercent');
const THREE = AVERAGES.filter(({ metric }) => ['latencyMs', 'jitterMs', 'lossPercent'].includes(metric));

const folder = mkdtempSync(join(tmpdir(), 'zoom-qss-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

export async function rows(): Promise<Row[]> {
  const path = writeSamples();
  const input = openInputs([path], process, [], [], SAMPLES_CHUNK_BYTES);
  const lines = readFileSync(path, 'latin1').trimEnd().split('\n');
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
  const parse = async () => {
    for (const line of lines) sink.value = JSON.parse(line);
  };
  const sumsOf = async (numbers: Numbers) => {
    const sums = numbers.map(() => 0);
    await eachSample((sample) => {
      for (const [index, { metric, bound }] of numbers.entries())
        sums[index] = (sums[index] ?? 0) + (sample[metric]?.[bound] ?? 0);
    });
    return sums;
  };
  /** @param columns how to read them; by default DuckDB detects it */
  const query = async (numbers: Numbers, columns = '') => {
    const sums = numbers.map(({ metric, bound }) => `sum("${metric}"."${bound}")`).join(', ');
    const result = await connection.runAndReadAll(`SELECT ${sums} FROM read_json('${path}'${columns})`);
    const [sum = []] = result.getRows();
    return sum.map(Number);
  };
  const declaredQuery = (numbers: Numbers) => query(numbers, declared(numbers));

  checkSums(await sumsOf(NUMBERS), await declaredQuery(NUMBERS));
  checkSums(await sumsOf(AVERAGES), await query(AVERAGES));
  return [
    {
      name: 'file of samples to a rollup, against DuckDB reading all numbers',
      limit: 1,
      measure: ratioOf(rollUp, () => declaredQuery(NUMBERS)),
    },
    {
      name: 'the same, against DuckDB reading three numbers',
      measure: ratioOf(rollUp, () => declaredQuery(THREE)),
    },
    {
      name: 'the same, against DuckDB that detects columns and reads averages',
      measure: ratioOf(rollUp, () => query(AVERAGES)),
    },
    {
      name: 'the same, against JSON.parse of each line',
      measure: ratioOf(rollUp, parse),
    },
  ];
}

/**
 * How DuckDB reads some numbers. Unless it is told that lines are `records`, a query of a single column first reads 20,480
 * lines to find out, and takes five times as long.
 */
function declared(numbers: Numbers): string {
  const types = [...new Set(numbers.map(({ metric }) => metric))].map(
    (metric) => `"${metric}": 'STRUCT("min" DOUBLE, avg DOUBLE, "max" DOUBLE)'`,
  );
  return `, format = 'newline_delimited', records = true, columns = {${types.join(', ')}}`;
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

function checkSums(sums: readonly number[], expected: readonly number[]): void {
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
