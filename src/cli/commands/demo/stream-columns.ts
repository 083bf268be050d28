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
    column('worst', rank + 1, ({ worst }) => worst[field]),
  ];
}

/** The columns of the live table. */
export const STREAM_COLUMNS: readonly Column[] = [
  { ...participant, text: ({ latest }) => participant.text(latest) },
  { ...conference, text: ({ latest }) => conference.text(latest) },
  { name: 'stream', rank: 2, align: 'left', text: ({ latest }) => latest.type },
  ...metric('latency', 'ms', 'latencyMs', 4),
  ...metric('jitter', 'ms', 'jitterMs', 6),
  ...metric('loss', '%', 'lossPercent', 10),
  {
    name: 'breached',
    unit: 'samples',
    rank: 3,
    align: 'right',
    text: ({ breached, samples }) => `${breached} of ${samples}`,
  },
];
