import type { JudgedMetric } from '../../quality/reading.js';
import type { ReportData } from '../data.js';
import { minutesOf } from '../rounding.js';
import { limitedValue, mainStats } from './cells.js';
import { type Child, h, payloadText } from './dom.js';
import { count, dateTime, NO_VALUE, quantity, share, spanText, timeZone } from './format.js';
import { howJudged } from './how-judged.js';
import { labelOf, percentileOf } from './metrics.js';

/** The key figures, as tiles. */
export function headline(data: ReportData): HTMLElement {
  const { overall, conferences } = data;
  const { time, stays, people } = overall;
  const timeTile = tile(
    'Time in breach',
    share(time),
    [`${minutesOf(time)} participant-minutes`],
    time.inBreach > 0,
  );
  const staysTile = tile(
    'Stays in breach',
    share(stays),
    [`${stays.inBreach.toLocaleString('en-GB')} of ${count(stays.judged, 'stay')}`],
    stays.inBreach > 0,
  );
  return h(
    'dl',
    { class: 'tiles' },
    time.judged > 0 || stays.judged === 0 ? timeTile : null,
    stays.judged > 0 ? staysTile : null,
    tile('Participants affected', people.affected.toLocaleString('en-GB'), [
      `of ${people.all.toLocaleString('en-GB')} in ${count(conferences.length, 'conference')}`,
      ...(people.all === 0 ? [] : [howJudged(people)]),
    ]),
    metricTile(data, 'latencyMs'),
    metricTile(data, 'jitterMs'),
    metricTile(data, 'lossPercent'),
    issuesTile(data),
  );
}

function tile(label: string, value: Child, below: readonly Child[], alarming = false): HTMLElement {
  return h(
    'div',
    { class: alarming ? 'tile alarming' : 'tile' },
    h('dt', {}, label),
    h('dd', {}, h('b', {}, value), ...below.map((line) => h('small', {}, line))),
  );
}

/** A percentile of the values of readings, or of the stays where no reading came; with both, that of the stays below. */
function metricTile({ overall, preset: { thresholds } }: ReportData, metric: JudgedMetric): HTMLElement {
  const {
    readingStats: { [metric]: readings },
    stayStats: { [metric]: stays },
  } = overall;
  const { label, unit } = labelOf(metric);
  const { name } = percentileOf(metric);
  const limit = thresholds[metric];
  const main = mainStats(overall, metric);
  const below: Child[] = [];
  if (readings !== undefined) below.push(`${name} of ${count(readings.count, 'value')}`);
  if (stays !== undefined) {
    const value = limitedValue(metric, stays.worst, thresholds);
    const over = `${name} of the averages of ${count(stays.count, 'stay')}`;
    below.push(readings === undefined ? over : h('span', {}, value, ` is the ${over}`));
  }
  if (limit !== undefined) below.push(`limit ${limit}`);
  return tile(
    `${label}, ${unit}`,
    main === undefined ? NO_VALUE : limitedValue(metric, main.worst, thresholds),
    below,
  );
}

/** How many issues there are. It claims that every value was read only if the caller gave a list of issues. */
function issuesTile({ issues, unreadable }: ReportData): HTMLElement {
  const total = issues?.reduce((sum, issue) => sum + issue.count, 0);
  const below = [
    issues === null ? 'issues unknown' : issues.length > 0 ? `of ${count(issues.length, 'kind')}` : '',
    unreadable > 0 ? `${count(unreadable, 'record')} unreadable` : '',
  ].filter(Boolean);
  return tile('Issues found', total?.toLocaleString('en-GB') ?? NO_VALUE, [
    below.join('; ') || 'every value was read',
  ]);
}

/** The title, the time range covered, and when the report was made. */
export function title({ title: text, generatedAtMs, conferences }: ReportData): HTMLElement {
  const spans = conferences.flatMap(({ timeRange, summarisedAtMs }) => {
    if (timeRange !== null) return [timeRange];
    return summarisedAtMs === null ? [] : [{ startMs: summarisedAtMs, endMs: summarisedAtMs }];
  });
  const whole = spans.length > 0 && {
    startMs: spans.reduce((least, { startMs }) => Math.min(least, startMs), Number.POSITIVE_INFINITY),
    endMs: spans.reduce((most, { endMs }) => Math.max(most, endMs), Number.NEGATIVE_INFINITY),
  };
  return h(
    'div',
    {},
    h('h1', {}, payloadText(text)),
    h(
      'p',
      { class: 'note' },
      whole ? `${spanText(whole)} · ` : '',
      `times in ${timeZone} · created ${dateTime(generatedAtMs)}`,
    ),
  );
}

/** How the figures are computed. */
export function explanation({ preset, ...data }: ReportData): HTMLElement {
  const limits = Object.entries(preset.thresholds).map(([metric, limit]) => {
    const { label, unit } = labelOf(metric as JudgedMetric);
    const direction = metric === 'latencyMs' ? ` (one way or round trip: ${preset.latency})` : '';
    return `${label} ${quantity(limit, unit)}${direction}`;
  });
  const source = preset.source.startsWith('https://')
    ? h('a', { href: preset.source, rel: 'noreferrer' }, 'source')
    : payloadText(preset.source);
  return h(
    'section',
    { class: 'explanation', 'aria-labelledby': 'explanation' },
    h('h2', { id: 'explanation' }, 'How to read this'),
    h('p', {}, 'Limits: ', payloadText(preset.name), ` – ${limits.join(', ')} (`, source, ').'),
    ...paragraphsOf(data).map((text) => h('p', {}, text)),
  );
}

function paragraphsOf({
  overall,
  samples,
  duplicates,
  repeated,
  untimed,
}: Omit<ReportData, 'preset'>): string[] {
  const { time, stays, people } = overall;
  const counted = [
    `${count(samples, 'sample')} read`,
    duplicates > 0 && `${count(duplicates, 'duplicate')} left out`,
    repeated > 0 && `${count(repeated, 'sample')} that a call’s summary repeats counted once`,
  ].filter((part) => part !== false);
  const without = untimed === 1 ? '1 sample has' : `${count(untimed, 'sample')} have`;
  return [
    people.all > 0 && `${count(people.all, 'participant')}: ${howJudged(people)}.`,
    (time.judged > 0 || stays.judged === 0) &&
      'A live reading stands for the time since the participant’s reading before it, at most 90 seconds; the first for 60 seconds, in calls for 10. That time is in breach if the average of any stream measured then breaks a limit. Participant-minutes add it up over all participants: one minute of ten people is ten participant-minutes. Latency, jitter and loss are 95th percentiles of the values of all streams: 95 % of them do not exceed these.',
    stays.judged > 0 &&
      'A stay is one participant’s time in one conference, of which only a summary came, or of some of its streams. It is in breach if the average of one of these streams breaks a limit. Every stay weighs the same. Percentiles of stays are of their averages, and say nothing of the worst minutes.',
    stays.judged > 0 && time.judged > 0 && 'Minutes and stays are never added up or mixed.',
    untimed > 0 && `${without} no time: counted in percentiles, not in minutes or charts.`,
    `Quality words and scores are Zoom’s own. ${counted.join(', ')}.`,
  ].filter((part) => part !== false);
}
