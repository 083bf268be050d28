import type { ConferenceData, ReportData } from '../data.js';
import { breachCell, metricColumns } from './cells.js';
import { h, said } from './dom.js';
import { capital, clock, dateTime, duration, NONE } from './format.js';
import { type Table, table } from './table.js';

/** What a conference is called: by its own name or number, else by its product and when it began. */
export function conferenceName({ conference, product, span }: ConferenceData): string {
  if (conference.name !== null) return conference.name;
  if (conference.id !== null) return `${capital(product)} ${conference.id}`;
  return span === null ? `${capital(product)}, time unknown` : `${capital(product)}, ${clock(span.startMs)}`;
}

/** The table of conferences; pressing one calls `pick`, and pressing it again lets it go. */
export function conferenceTable(
  { conferences, preset }: ReportData,
  pick: (index: number | null) => void,
): Table<ConferenceData> & { release(): void } {
  let picked: HTMLElement | null = null;
  const release = () => {
    picked?.setAttribute('aria-pressed', 'false');
    picked = null;
  };
  // Made once each, so that what is pressed stays pressed when the table is sorted.
  const buttons = new Map(
    conferences.map((conference, index) => {
      const click = () => {
        const again = picked === button;
        release();
        if (!again) {
          picked = button;
          button.setAttribute('aria-pressed', 'true');
        }
        pick(again ? null : index);
      };
      const name = said(conferenceName(conference));
      const button: HTMLElement = h(
        'button',
        {
          type: 'button',
          class: 'link',
          'aria-pressed': 'false',
          click,
          title: 'Show its participants only',
        },
        name,
      );
      return [conference, button];
    }),
  );
  const built = table<ConferenceData>({
    caption: 'Conferences, worst first',
    noun: ['conference', 'conferences'],
    page: 6,
    onRowClick: (row) => buttons.get(row)?.click(),
    columns: [
      {
        title: 'Conference',
        class: 'name',
        sortBy: conferenceName,
        cell: (row) =>
          h(
            'div',
            {},
            buttons.get(row) ?? null,
            h('small', { class: 'uuid' }, said(row.conference.uuid ?? '')),
          ),
      },
      {
        title: 'Product',
        class: 'wide',
        sortBy: ({ product }) => product,
        cell: ({ product }) => capital(product),
      },
      {
        title: 'Start',
        class: 'medium',
        sortBy: ({ span }) => span?.startMs ?? null,
        cell: ({ span }) => (span ? dateTime(span.startMs) : NONE),
      },
      {
        title: 'Length',
        class: 'wide number',
        sortBy: ({ span }) => (span ? span.endMs - span.startMs : null),
        cell: ({ span }) => (span ? duration(span) : NONE),
      },
      {
        title: 'Affected',
        hint: 'Participants for whom a limit was broken',
        class: 'medium number',
        sortBy: ({ affected }) => affected,
        cell: ({ affected, participants }) => `${affected} of ${participants}`,
      },
      {
        title: 'Participant-min in breach',
        hint: 'Minutes in which a limit was broken, added up over all participants, of all their minutes',
        class: 'breaches',
        sortBy: ({ minutes }) => minutes.broken,
        cell: ({ minutes, affected }) =>
          breachCell(minutes, affected, `${minutes.broken} of ${minutes.judged}`),
      },
      ...metricColumns<ConferenceData>(preset.thresholds),
    ],
  });
  return { ...built, release };
}
