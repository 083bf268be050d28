import type { Thresholds } from '../../quality/thresholds.js';
import type { ConferenceData, ParticipantData } from '../data.js';
import { type Child, freshId, h, said } from './dom.js';
import { client, notes, verdicts } from './facts.js';
import { figureOf, swatch } from './figure.js';
import { duration, METRIC_LABELS, quantity, spanText } from './format.js';
import { CHARTS, isOfStreams, linesOf } from './lines.js';
import { readingTable } from './reading-table.js';
import { streamTable } from './stream-table.js';

/** Everything known of one participant. Its charts are drawn once it stands in the page, and go with what comes back. */
export interface Detail {
  readonly element: HTMLElement;
  open(): () => void;
}

export function detailOf(
  participant: ParticipantData,
  conference: ConferenceData,
  thresholds: Thresholds,
): Detail {
  const group = freshId();
  const figures = CHARTS.map((chart) => figureOf(participant, chart, thresholds, group)).filter(
    (f) => f !== null,
  );
  const toggle = (label: string, visible: boolean) => {
    for (const figure of figures) figure.toggle(label, visible);
  };
  const element = h(
    'div',
    { class: 'detail' },
    heading(participant, conference),
    h(
      'div',
      { class: 'sides' },
      h(
        'div',
        { class: 'charts' },
        figures.length > 0
          ? legend(participant, toggle)
          : h('p', { class: 'note' }, 'No minutes came, so there is no time line.'),
        h('div', { class: 'grid' }, ...figures.map((figure) => figure.element)),
        streamTable(participant.streams, thresholds),
        figures.length > 0 ? readingTable(participant) : null,
      ),
      h('div', { class: 'facts' }, client(participant), verdicts(participant), notes(participant)),
    ),
  );
  return {
    element,
    open() {
      const closers = figures.map((figure) => figure.draw());
      return () => {
        for (const close of closers) close();
      };
    },
  };
}

function heading(
  { participant, span, summaryBreaches }: ParticipantData,
  { conference }: ConferenceData,
): HTMLElement {
  const facts = [
    span && `${spanText(span)} (${duration(span)})`,
    participant.email,
    participant.id && `id ${participant.id}`,
    participant.userId && `user ${participant.userId}`,
    conference.uuid && `conference ${conference.uuid}`,
    ...summaryBreaches.map(({ metric, value, limit }) => {
      const { label, unit } = METRIC_LABELS[metric];
      return `${label.toLowerCase()} of the stay ${quantity(value, unit)}, limit ${limit}`;
    }),
  ].filter((fact) => typeof fact === 'string');
  return h(
    'p',
    { class: 'about' },
    ...facts.flatMap((fact, index): Child[] => [index > 0 ? ' · ' : null, said(fact)]),
  );
}

/** The streams, as buttons that show and hide their lines, each with a piece of its line. */
function legend(
  participant: ParticipantData,
  toggle: (label: string, visible: boolean) => void,
): HTMLElement {
  const lines = CHARTS.filter(isOfStreams).flatMap((chart) => linesOf(participant, chart));
  const firsts = new Map(lines.map((line) => [line.label, line]));
  const buttons = [...firsts.values()].map((line) => {
    const button = h(
      'button',
      { type: 'button', 'aria-pressed': 'true', class: 'chip' },
      swatch(line),
      said(line.label),
    );
    button.addEventListener('click', () => {
      const visible = button.getAttribute('aria-pressed') !== 'true';
      button.setAttribute('aria-pressed', String(visible));
      toggle(line.label, visible);
    });
    return button;
  });
  return h('div', { class: 'legend', role: 'group', 'aria-label': 'Streams drawn' }, ...buttons);
}
