import type { ParticipantData } from '../data.js';
import { type Child, h, payloadText } from './dom.js';
import { capital, clock, dateTime, number } from './format.js';

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
export function ratingsSection({ ratings: all, stats }: ParticipantData): Child {
  const entries = all.flatMap(({ type, words, score }) => {
    const counted = words.map(([word, times]) => `${times.toLocaleString('en-GB')} × ${word}`);
    const scored = score === null ? [] : [`score ${number(score.avg)}, worst ${number(score.worst)}`];
    return [
      h('dt', {}, capital(type.replaceAll('_', ' '))),
      h('dd', {}, payloadText([...counted, ...scored].join(', '))),
    ];
  });
  const { mos } = stats;
  if (mos) entries.push(h('dt', {}, 'MOS'), h('dd', {}, `${number(mos.avg)}, worst ${number(mos.worst)}`));
  return entries.length === 0
    ? null
    : h('section', {}, h('h3', {}, 'Zoom’s ratings'), h('dl', {}, ...entries));
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
