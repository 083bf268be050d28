import { describe, expect, it } from 'vitest';
import type { QosSample } from 'zoom-qss';
import { createStats } from '../../../../src/cli/commands/demo/stats.js';
import { STREAM_COLUMNS } from '../../../../src/cli/commands/demo/stream-columns.js';
import { at, avg, NINE, sampleOf, who } from '../../../quality/samples.js';

/** The texts of the live table's first row, by column. */
function firstRow(samples: readonly QosSample[]): Record<string, string | null> {
  const stats = createStats();
  for (const record of samples)
    stats.add({ kind: 'received', event: undefined, rows: [{ kind: 'sample', record }] });
  const [stream] = stats.worst(1);
  if (stream === undefined) throw new Error('no stream');
  return Object.fromEntries(
    STREAM_COLUMNS.map(({ name, part, text }) => [[name, part].filter(Boolean).join(' '), text(stream)]),
  );
}

const reading = (ms: number, latency: number) =>
  sampleOf({
    id: `${ms}`,
    measuredAtMs: NINE + ms,
    participant: who({ id: '7' }),
    conference: at({ uuid: 'u' }),
    latencyMs: avg(latency),
  });
const summary = sampleOf({
  id: 's',
  span: 'summary',
  participant: who({ id: '7', name: 'Bob' }),
  conference: at({ uuid: 'u', id: '93398114182' }),
});

describe('the live table', () => {
  it('shows names and meeting numbers that only a summary says, in any order of arrival', () => {
    for (const samples of [
      [reading(0, 10), summary],
      [summary, reading(0, 10)],
    ])
      expect(firstRow(samples)).toMatchObject({ participant: 'Bob', conference: '93398114182' });
  });

  it('shows no value beyond its limit as the limit, and no moment in breach as 0 minutes', () => {
    const row = firstRow([reading(0, 10), reading(200, 150.3), reading(60_000, 10)]);
    expect(row['in breach']).toBe('0.003 of 2');
    expect(firstRow([reading(0, 150.3)])).toMatchObject({ 'latency now': '150.3', 'latency p95': '150.3' });
    expect(firstRow([reading(0, 150)])).toMatchObject({ 'latency now': '150', 'in breach': '0 of 1' });
  });
});
