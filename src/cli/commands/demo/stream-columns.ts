import { readingOf } from '../../../quality/reading.js';
import type { TableColumn } from '../../output/table/column.js';
import { conferenceColumn, participantColumn } from '../../output/table/shared-columns.js';
import type { ShownMetric, StreamStats } from './stats.js';

type Column = TableColumn<StreamStats>;

const participant = participantColumn(1);
const conference = conferenceColumn(9);

function metric(name: string, unit: string, field: ShownMetric, rank: number): Column[] {
  const column = (
    part: string,
    partRank: number,
    of: (stream: StreamStats) => number | null | undefined,
  ): Column => ({
    name,
    unit,
    part,
    rank: partRank,
    align: 'right',
    text: (stream) => of(stream)?.toFixed(field === 'lossPercent' ? 1 : 0) ?? null,
  });
  return [
    column('now', rank, ({ latest }) => readingOf(latest, field)?.value),
    column('worst', rank + 1, ({ figures }) => figures.metrics[field]?.worst),
  ];
}

const minutes = (ms: number) => (ms / 60_000).toFixed(1);

/** The columns of the live table: `worst` is the 95th percentile. */
export const STREAM_COLUMNS: readonly Column[] = [
  { ...participant, text: ({ figures }) => participant.text(figures) },
  { ...conference, text: ({ figures }) => conference.text(figures) },
  { name: 'stream', rank: 2, align: 'left', text: ({ latest }) => latest.type },
  ...metric('latency', 'ms', 'latencyMs', 4),
  ...metric('jitter', 'ms', 'jitterMs', 6),
  ...metric('loss', '%', 'lossPercent', 10),
  {
    name: 'in breach',
    unit: 'min',
    rank: 3,
    align: 'right',
    text: ({ figures: { brokenMs, judgedMs } }) => `${minutes(brokenMs)} of ${minutes(judgedMs)}`,
  },
];
