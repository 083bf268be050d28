import type { Thresholds } from '../../quality/thresholds.js';
import type { Participant } from '../../samples/index.js';
import type { ConferenceData, ParticipantData } from '../data.js';
import { numberApartFrom } from '../rounding.js';
import { clientSection, logSection, ratingsSection } from './detail-sections.js';
import { type Child, h, payloadText, uniqueId } from './dom.js';
import { figureOf, swatch } from './figure.js';
import { count, dateTime, duration, spanText, streamLabel } from './format.js';
import { linesOf } from './lines.js';
import { CHARTS, hasLinePerStream, labelOf } from './metrics.js';
import { participantName, roleBesideName } from './names.js';
import { readingTable } from './reading-table.js';
import { streamTable } from './stream-table.js';

/**
 * Everything known about one participant. Call `open` after adding `element` to the page: it draws the charts and
 * returns a function that removes them.
 */
export interface Detail {
  readonly element: HTMLElement;
  open(): () => void;
}

export function detailOf(
  participant: ParticipantData,
  conference: ConferenceData,
  thresholds: Thresholds,
): Detail {
  const group = uniqueId();
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
        figures.length > 0 ? legend(participant, toggle) : h('p', { class: 'note' }, noTimeline(participant)),
        participant.untimed > 0 && figures.length > 0
          ? h('p', { class: 'note' }, untimedText(participant))
          : null,
        h('div', { class: 'grid' }, ...figures.map((figure) => figure.element)),
        streamTable(participant.streams, thresholds),
        figures.length > 0 ? readingTable(participant) : null,
      ),
      h(
        'div',
        { class: 'facts' },
        clientSection(participant),
        ratingsSection(participant),
        logSection(participant),
      ),
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
  { participant, timeRange, summarisedAtMs, stayBreaches }: ParticipantData,
  { conference, parties }: ConferenceData,
): HTMLElement {
  const others = parties.filter((party) => !isSame(party, participant));
  const parts = [
    timeRange && `${spanText(timeRange)} (${duration(timeRange)})`,
    summarisedAtMs !== null && `summary sent ${dateTime(summarisedAtMs)}`,
    others.length > 0 && `with ${others.map(partyText).join(', ')}`,
    participant.email,
    participant.id && `id ${participant.id}`,
    participant.userId && `user ${participant.userId}`,
    conference.uuid && `conference ${conference.uuid}`,
    ...stayBreaches.map(({ metric, value, limit, ...stream }) => {
      const { label, unit } = labelOf(metric);
      const shown = `${numberApartFrom(value, limit)} ${unit}`.trim();
      return `${streamLabel(stream)}: ${label.toLowerCase()} ${shown} over the stay, limit ${limit}`;
    }),
  ].filter((part) => typeof part === 'string');
  return h(
    'p',
    { class: 'about' },
    ...parts.flatMap((part, index): Child[] => [index > 0 ? ' · ' : null, payloadText(part)]),
  );
}

function isSame(one: Participant, other: Participant): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function partyText(party: Participant): string {
  const role = roleBesideName(party);
  return role === null ? participantName(party) : `${participantName(party)} (${role})`;
}

function noTimeline(participant: ParticipantData): string {
  if (participant.untimed > 0) return untimedText(participant);
  return participant.stays.judged > 0 || participant.streams.length > 0
    ? 'Only a summary came, so there is no timeline.'
    : 'Nothing was measured.';
}

function untimedText({ untimed }: ParticipantData): string {
  return untimed === 1
    ? '1 sample has no time, and is not drawn.'
    : `${count(untimed, 'sample')} have no time, and are not drawn.`;
}

/** The legend: one button per stream that shows and hides its lines. */
function legend(
  participant: ParticipantData,
  toggle: (label: string, visible: boolean) => void,
): HTMLElement {
  const lines = CHARTS.filter(hasLinePerStream).flatMap((chart) => linesOf(participant, chart));
  const byLabel = new Map(lines.map((line) => [line.label, line]));
  const buttons = [...byLabel.values()].map((line) => {
    const button = h(
      'button',
      { type: 'button', 'aria-pressed': 'true', class: 'chip' },
      swatch(line),
      payloadText(line.label),
    );
    button.addEventListener('click', () => {
      const visible = button.getAttribute('aria-pressed') !== 'true';
      button.setAttribute('aria-pressed', String(visible));
      toggle(line.label, visible);
    });
    return button;
  });
  return h('div', { class: 'legend', role: 'group', 'aria-label': 'Streams shown' }, ...buttons);
}
