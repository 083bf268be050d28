import type { JudgedMetric } from '../../quality/reading.js';
import type { ParticipantData, StreamData } from '../data.js';
import { h, payloadText } from './dom.js';
import { exactClock, quantity, streamLabel } from './format.js';
import { timesOf } from './lines.js';
import { labelOf } from './metrics.js';

/** A table of every value. Its rows are created when it is opened. */
export function readingTable(participant: ParticipantData): HTMLElement {
  const body = h('tbody');
  const head = ['Time', 'Stream', 'Values'].map((title) => h('th', { scope: 'col' }, title));
  const fill = () => {
    if (body.childElementCount === 0) body.append(...rowsOf(participant));
  };
  return h(
    'details',
    { class: 'readings', toggle: fill },
    h('summary', {}, 'All values as a table'),
    h(
      'div',
      { class: 'tall', tabindex: 0, role: 'region', 'aria-label': 'All values' },
      h('table', {}, h('thead', {}, h('tr', {}, ...head)), body),
    ),
  );
}

function rowsOf(participant: ParticipantData): HTMLElement[] {
  const times = timesOf(participant);
  return participant.streams
    .flatMap((stream) => {
      const [first = []] = Object.values(stream.series);
      return first.map((_, position) => ({
        time: times[stream.timeIndexes?.[position] ?? position] ?? 0,
        label: streamLabel(stream),
        text: textOf(stream, position),
      }));
    })
    .filter(({ text }) => text !== '')
    .sort((a, b) => a.time - b.time)
    .map(({ time, label, text }) =>
      h('tr', {}, h('td', {}, exactClock(time * 1000)), h('td', {}, payloadText(label)), h('td', {}, text)),
    );
}

function textOf({ series }: StreamData, position: number): string {
  const values = Object.entries(series).flatMap(([metric, values]) => {
    const value = values[position];
    // The keys of series are metrics.
    const { label, unit } = labelOf(metric as JudgedMetric);
    return value == null ? [] : [`${label} ${quantity(value, unit)}`];
  });
  return values.join(', ');
}
