import type { MetricStats, ParticipantData } from '../data.js';
import { number } from '../rounding.js';
import { mainStats } from './cells.js';
import { type Child, h, payloadText } from './dom.js';
import { capital, clock, dateTime } from './format.js';

/** The client's last known device and network. */
export function clientSection({ client: facts }: ParticipantData): HTMLElement {
  const entries = facts.flatMap(({ label, value }) => [h('dt', {}, label), h('dd', {}, payloadText(value))]);
  return h(
    'section',
    {},
    h('h3', {}, 'Device and network'),
    facts.length === 0 ? h('p', { class: 'note' }, 'No client data came.') : h('dl', {}, ...entries),
  );
}

/** Zoom's own quality words and scores. */
export function ratingsSection({ ratings: all, ...figures }: ParticipantData): Child {
  const entries = all.flatMap(({ type, words, score }) => {
    const counted = words.map(([word, times]) => `${times.toLocaleString('en-GB')} × ${word}`);
    const scored = score === null ? [] : [`score ${averageAndLowest(score)}`];
    return [
      h('dt', {}, capital(type.replaceAll('_', ' '))),
      h('dd', {}, payloadText([...counted, ...scored].join(', '))),
    ];
  });
  const mos = mainStats(figures, 'mos');
  if (mos) entries.push(h('dt', {}, 'MOS'), h('dd', {}, averageAndLowest(mos)));
  return entries.length === 0
    ? null
    : h('section', {}, h('h3', {}, 'Zoom’s ratings'), h('dl', {}, ...entries));
}

function averageAndLowest({ count, avg, extreme }: MetricStats): string {
  if (count === 1 && avg === extreme) return number(avg);
  return `${number(avg)} on average, lowest ${number(extreme)}`;
}

/** The client's changes and warnings, oldest first. */
export function logSection({ log: all, timeRange }: ParticipantData): Child {
  if (all.length === 0) return null;
  const time = (ms: number) =>
    timeRange && ms >= timeRange.startMs - 3_600_000 && ms <= timeRange.endMs + 3_600_000
      ? clock(ms)
      : dateTime(ms);
  const items = all.map(({ atMs, text }) =>
    h('li', {}, atMs === null ? null : h('time', {}, time(atMs)), payloadText(text)),
  );
  return h('section', {}, h('h3', {}, 'Changes and warnings'), h('ul', {}, ...items));
}
