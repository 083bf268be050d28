import type { ParticipantData } from '../data.js';
import { type Child, h, said } from './dom.js';
import { capital, clock, dateTime, number } from './format.js';

/** The device and network, as last said. */
export function client({ client: facts }: ParticipantData): HTMLElement {
  const entries = facts.flatMap(({ label, value }) => [h('dt', {}, label), h('dd', {}, said(value))]);
  return h(
    'section',
    {},
    h('h3', {}, 'Device and network'),
    facts.length === 0 ? h('p', { class: 'note' }, 'Nothing came of this client.') : h('dl', {}, ...entries),
  );
}

/** Zoom's own words and scores. */
export function verdicts({ verdicts: all, spreads }: ParticipantData): Child {
  const entries = all.flatMap(({ type, words, score }) => {
    const counted = words.map(([word, times]) => `${times.toLocaleString('en-GB')} × ${word}`);
    const scored = score === null ? [] : [`score ${number(score.avg)}, worst ${number(score.worst)}`];
    return [
      h('dt', {}, capital(type.replaceAll('_', ' '))),
      h('dd', {}, said([...counted, ...scored].join(', '))),
    ];
  });
  const { mos } = spreads;
  if (mos)
    entries.push(h('dt', {}, 'Opinion score'), h('dd', {}, `${number(mos.avg)}, worst ${number(mos.worst)}`));
  return entries.length === 0
    ? null
    : h('section', {}, h('h3', {}, 'What Zoom says'), h('dl', {}, ...entries));
}

/** What changed, and what the client warned of, in order of time. */
export function notes({ notes: all, span }: ParticipantData): Child {
  if (all.length === 0) return null;
  const time = (ms: number) =>
    span && ms >= span.startMs - 3_600_000 && ms <= span.endMs + 3_600_000 ? clock(ms) : dateTime(ms);
  const items = all.map(({ atMs, text }) =>
    h('li', {}, atMs === null ? null : h('time', {}, time(atMs)), said(text)),
  );
  return h('section', {}, h('h3', {}, 'Changes and warnings'), h('ul', {}, ...items));
}
