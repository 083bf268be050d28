import type { JudgedMetric } from '../../quality/reading.js';
import type { ReportData } from '../data.js';
import { judged, usual } from './cells.js';
import { type Child, h, said } from './dom.js';
import { count, dateTime, METRIC_LABELS, NONE, share, spanText, timeZone } from './format.js';

/** What one looks for first. */
export function headline(data: ReportData): HTMLElement {
  const { overall, conferences, participants, preset } = data;
  const { minutes, affected, spreads } = overall;
  const tile = (label: string, value: Child, below: string, alarming = false) =>
    h(
      'div',
      { class: alarming ? 'tile alarming' : 'tile' },
      h('dt', {}, label),
      h('dd', {}, h('b', {}, value), h('small', {}, below)),
    );
  const metric = (name: JudgedMetric) => {
    const value = usual(spreads, name);
    const { label, unit } = METRIC_LABELS[name];
    const limit = preset.thresholds[name];
    const shown = value === null ? NONE : judged(name, value, preset.thresholds);
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
      `${minutes.broken.toLocaleString('en-GB')} of ${count(minutes.judged, 'participant-minute')}`,
      minutes.broken > 0,
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

/** How many issues there are, and what is known of the rest: that all was read is said only of what is known to be. */
function issuesFound({ issues, unreadable }: ReportData): [value: string, below: string] {
  const met = issues?.reduce((sum, issue) => sum + issue.count, 0);
  const below = [
    issues === null
      ? 'no list of issues given'
      : issues.length > 0
        ? `of ${count(issues.length, 'kind')}`
        : '',
    unreadable > 0 ? `${count(unreadable, 'record')} unreadable` : '',
  ].filter(Boolean);
  return [met?.toLocaleString('en-GB') ?? NONE, below.join('; ') || 'every value was read'];
}

export function title({ title: text, generatedAtMs, conferences }: ReportData): HTMLElement {
  const spans = conferences.flatMap(({ span }) => (span ? [span] : []));
  const whole = spans.length > 0 && {
    startMs: spans.reduce((least, { startMs }) => Math.min(least, startMs), Number.POSITIVE_INFINITY),
    endMs: spans.reduce((most, { endMs }) => Math.max(most, endMs), Number.NEGATIVE_INFINITY),
  };
  return h(
    'div',
    {},
    h('h1', {}, said(text)),
    h(
      'p',
      { class: 'note' },
      whole ? `${spanText(whole)} · ` : '',
      `times in ${timeZone} · made ${dateTime(generatedAtMs)}`,
    ),
  );
}

/** How the figures came about. */
export function explanation({ preset, samples, duplicates }: ReportData): HTMLElement {
  const limits = Object.entries(preset.thresholds).map(([metric, limit]) => {
    const { label, unit } = METRIC_LABELS[metric as JudgedMetric];
    const way = metric === 'latencyMs' ? ` (one way or round trip: ${preset.latency})` : '';
    return `${label.toLowerCase()} ${limit}${unit && ` ${unit}`}${way}`;
  });
  const source = preset.source.startsWith('https://')
    ? h('a', { href: preset.source, rel: 'noreferrer' }, 'source')
    : said(preset.source);
  return h(
    'section',
    { class: 'explanation', 'aria-labelledby': 'explanation' },
    h('h2', { id: 'explanation' }, 'How to read this'),
    h('p', {}, 'Limits: ', said(preset.name), ` – ${limits.join(', ')} (`, source, ').'),
    h(
      'p',
      {},
      'A minute is in breach when the average of any stream of the participant breaks a limit in it. Minutes of several participants are added up: a minute that ten people share is ten participant-minutes. Latency, jitter and loss are given as the value that 95 % of readings keep to. Quality words and scores are Zoom’s own. ',
      `${count(samples, 'sample')} read${duplicates === 0 ? '' : `, ${count(duplicates, 'duplicate')} left out`}.`,
    ),
  );
}
