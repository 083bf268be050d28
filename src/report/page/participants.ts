import type { ParticipantData, ReportData } from '../data.js';
import { breachCell, metricColumns, strip } from './cells.js';
import { conferenceName } from './conferences.js';
import { detailOf } from './detail.js';
import { freshId, h, said } from './dom.js';
import { NONE } from './format.js';
import { type Table, table } from './table.js';

/** What a participant is called; people outside the account come with an id alone, or with nothing. */
export function participantName({ participant: { name, email, userId, id, role } }: ParticipantData): string {
  return name ?? email ?? userId ?? (id === null ? `Unnamed ${role ?? 'participant'}` : `Participant ${id}`);
}

function fact({ client }: ParticipantData, wanted: string): string | null {
  return client.find(({ label }) => label === wanted)?.value ?? null;
}

/** The table of participants. What lies under a row is made when it is opened, charts and all, and goes when it is closed. */
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
    const id = freshId();
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
    const role = data.participant.role;
    const button = h(
      'button',
      { type: 'button', class: 'link opener', 'aria-expanded': 'false', 'aria-controls': id, click: toggle },
      said(participantName(data)),
      role === null ? null : h('small', {}, ' ', said(role)),
    );
    return { button, under, toggle, conference: conference ? conferenceName(conference) : NONE };
  };

  return table<ParticipantData>({
    caption: 'Participants, worst first',
    noun: ['participant', 'participants'],
    page: 100,
    after: (participant) => rowOf(participant).under,
    onRowClick: (participant) => rowOf(participant).toggle(),
    columns: [
      { title: 'Participant', class: 'name', sortBy: participantName, cell: (row) => rowOf(row).button },
      {
        title: 'Conference',
        class: 'medium name',
        sortBy: (row) => rowOf(row).conference,
        cell: (row) => said(rowOf(row).conference),
      },
      {
        title: 'In breach',
        hint: 'Minutes in which a limit was broken',
        class: 'breaches',
        sortBy: ({ minutes }) => minutes.broken,
        cell: ({ minutes, summaryBreaches }) =>
          breachCell(minutes, summaryBreaches.length, `${minutes.broken} min`),
      },
      {
        title: 'When',
        class: 'medium strips',
        cell: (row) => strip(row, conferences[row.conference]?.span ?? null),
      },
      ...metricColumns<ParticipantData>(preset.thresholds),
      {
        title: 'Device',
        class: 'wide',
        sortBy: (row) => fact(row, 'Device'),
        cell: (row) => said(fact(row, 'Device') ?? NONE),
      },
      {
        title: 'Network',
        class: 'wide',
        sortBy: (row) => fact(row, 'Network'),
        cell: (row) => said(fact(row, 'Network') ?? NONE),
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

/** Everything of a participant that can be searched for, in small letters. */
export function searchText(row: ParticipantData, { conferences }: ReportData): string {
  const { name, email, userId, id, role } = row.participant;
  const conference = conferences[row.conference]?.conference;
  const client = row.client.map(({ value }) => value);
  return [name, email, userId, id, role, conference?.name, conference?.id, conference?.uuid, ...client]
    .join('\n')
    .toLowerCase();
}
