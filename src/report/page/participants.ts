import type { ParticipantData, ReportData } from '../data.js';
import { breachCell, breachRank, metricColumns, timelineCell } from './cells.js';
import { detailOf } from './detail.js';
import { h, payloadText, shortText, uniqueId } from './dom.js';
import { NO_VALUE } from './format.js';
import { conferenceName, participantName, roleBesideName } from './names.js';
import { type Table, table } from './table.js';

function property({ client }: ParticipantData, wanted: string): string | null {
  return client.find(({ label }) => label === wanted)?.value ?? null;
}

/** The table of participants. A row's detail and charts are created when it is opened and removed when it is closed. */
export function participantTable({ conferences, preset }: ReportData): Table<ParticipantData> {
  const rows = new Map<ParticipantData, Row>();
  const rowOf = (participant: ParticipantData): Row => {
    let row = rows.get(participant);
    if (row === undefined) {
      row = makeRow(participant);
      rows.set(participant, row);
    }
    return row;
  };

  const makeRow = (data: ParticipantData): Row => {
    const id = uniqueId();
    const conference = conferences[data.conference];
    let close: (() => void) | null = null;
    const under = h('tr', { class: 'under', id, hidden: true });
    const toggle = () => {
      const opening = close === null;
      button.setAttribute('aria-expanded', String(opening));
      under.hidden = !opening;
      if (close !== null || conference === undefined) {
        close?.();
        close = null;
        under.replaceChildren();
        return;
      }
      const detail = detailOf(data, conference, preset.thresholds);
      under.append(h('td', { colspan: 9 }, detail.element));
      close = detail.open();
    };
    const role = roleBesideName(data.participant);
    const button = h(
      'button',
      { type: 'button', class: 'link opener', 'aria-expanded': 'false', 'aria-controls': id, click: toggle },
      shortText(participantName(data.participant)),
      role === null ? null : h('small', {}, ' ', payloadText(role)),
    );
    return { button, under, toggle, conference: conference ? conferenceName(conference) : NO_VALUE };
  };

  return table<ParticipantData>({
    caption: 'Participants, worst first',
    noun: ['participant', 'participants'],
    page: 100,
    after: (participant) => rowOf(participant).under,
    onRowClick: (participant) => rowOf(participant).toggle(),
    columns: [
      {
        title: 'Participant',
        class: 'name',
        sortBy: ({ participant }) => participantName(participant),
        cell: (row) => rowOf(row).button,
      },
      {
        title: 'Conference',
        class: 'medium name',
        sortBy: (row) => rowOf(row).conference,
        cell: (row) => shortText(rowOf(row).conference),
      },
      {
        title: 'In breach',
        hint: 'Minutes in breach out of the minutes judged; or whether the stay is in breach',
        class: 'breaches',
        sortBy: breachRank,
        cell: breachCell,
      },
      {
        title: 'When',
        class: 'medium strips',
        cell: (row) => timelineCell(row, conferences[row.conference]?.timeRange ?? null),
      },
      ...metricColumns<ParticipantData>(preset.thresholds),
      {
        title: 'Device',
        class: 'wide',
        sortBy: (row) => property(row, 'Device'),
        cell: (row) => payloadText(property(row, 'Device') ?? NO_VALUE),
      },
      {
        title: 'Network',
        class: 'wide',
        sortBy: (row) => property(row, 'Network'),
        cell: (row) => payloadText(property(row, 'Network') ?? NO_VALUE),
      },
    ],
  });
}

interface Row {
  readonly button: HTMLElement;
  readonly under: HTMLTableRowElement;
  readonly toggle: () => void;
  readonly conference: string;
}

/** The text that the search box looks through, in lower case. */
export function searchText(row: ParticipantData, { conferences }: ReportData): string {
  const { name, email, userId, id, role } = row.participant;
  const data = conferences[row.conference];
  const conference = data?.conference;
  const shown = data && conferenceName(data);
  const client = row.client.map(({ value }) => value);
  return [name, email, userId, id, role, shown, conference?.name, conference?.id, conference?.uuid, ...client]
    .join('\n')
    .toLowerCase();
}
