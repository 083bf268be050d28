import type { JudgedMetric } from '../../quality/reading.js';
import type { ReportData } from '../data.js';
import { limitedValue, typicalValue } from './cells.js';
import { type Child, h, payloadText } from './dom.js';
import { count, dateTime, NO_VALUE, quantity, share, spanText, timeZone } from './format.js';
import { labelOf } from './metrics.js';

/** The key figures, as tiles. */
export function headline(data: ReportData): HTMLElement {
  const { overall, conferences, participants, preset } = data;
  const { minutes, affected, stats } = overall;
  const tile = (label: string, value: Child, below: string, alarming = false) =>
    h(
      'div',
      { class: alarming ? 'tile alarming' : 'tile' },
      h('dt', {}, label),
      h('dd', {}, h('b', {}, value), h('small', {}, below)),
    );
  const metric = (name: JudgedMetric) => {
    const value = typicalValue(stats, name);
    const { label, unit } = labelOf(name);
    const limit = preset.thresholds[name];
    const shown = value === null ? NO_VALUE : limitedValue(name, value, preset.thresholds);
    return tile(
      `${label}, ${unit}`,
      shown,
      limit === undefined ? '95th percentile' : `95th percentile, limit ${limit}`,
    );
  };
  return h(
    'dl',
    { class: 'tiles' },
    tile(
      'Time in breach',
      share(minutes),
      `${minutes.inBreach.toLocaleString('en-GB')} of ${count(minutes.judged, 'participant-minute')}`,
      minutes.inBreach > 0,
    ),
    tile(
      'Participants affected',
      affected.toLocaleString('en-GB'),
      `of ${participants.length.toLocaleString('en-GB')} in ${count(conferences.length, 'conference')}`,
    ),
    metric('latencyMs'),
    metric('jitterMs'),
    metric('lossPercent'),
    tile('Issues found', ...issuesFound(data)),
  );
}

/** How many issues there are. It claims that every value was read only if the caller gave a list of issues. */
function issuesFound({ issues, unreadable }: ReportData): [value: string, below: string] {
  const total = issues?.reduce((sum, issue) => sum + issue.count, 0);
  const below = [
    issues === null ? 'issues unknown' : issues.length > 0 ? `of ${count(issues.length, 'kind')}` : '',
    unreadable > 0 ? `${count(unreadable, 'record')} unreadable` : '',
  ].filter(Boolean);
  return [total?.toLocaleString('en-GB') ?? NO_VALUE, below.join('; ') || 'every value was read'];
}

/** The title, the time range covered, and when the report was made. */
export function title({ title: text, generatedAtMs, conferences }: ReportData): HTMLElement {
  const spans = conferences.flatMap(({ timeRange }) => (timeRange ? [timeRange] : []));
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
export function explanation({ preset, samples, duplicates }: ReportData): HTMLElement {
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
    h(
      'p',
      {},
      'A minute is in breach if the average of any of the participant’s streams breaks a limit in it. Participant-minutes add up the minutes of all participants: one minute of ten people is ten participant-minutes. Latency, jitter and loss are 95th percentiles: 95 % of the readings do not exceed them. Quality words and scores are Zoom’s own. ',
      `${count(samples, 'sample')} read${duplicates === 0 ? '' : `, ${count(duplicates, 'duplicate')} left out`}.`,
    ),
  );
}
