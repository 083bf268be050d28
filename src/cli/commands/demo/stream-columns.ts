import { breaks } from '../../../quality/breaches.js';
import { PRESETS } from '../../../quality/index.js';
import { judgedNumberOf } from '../../../quality/reading.js';
import { minutesOf, number, numberApartFrom } from '../../../report/rounding.js';
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
    text: (stream) => {
      const value = of(stream) ?? null;
      const limit = PRESETS.zoom.thresholds[field];
      if (value === null) return null;
      return breaks(value, field, limit) ? numberApartFrom(value, limit) : number(value);
    },
  });
  return [
    column('now', rank, ({ latest }) => judgedNumberOf(latest, field)?.value),
    column('p95', rank + 1, ({ figures }) => figures.metrics[field]?.worst),
  ];
}

/** The columns of the live table. */
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
    text: ({ figures }) => minutesOf({ judged: figures.judgedMs, inBreach: figures.breachMs }),
  },
];
