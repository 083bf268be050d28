import type { ConferenceData, ReportData } from '../data.js';
import { breachCell, breachRank, metricColumns } from './cells.js';
import { h, payloadText, shortText } from './dom.js';
import { capital, dateTime, duration, NO_VALUE } from './format.js';
import { howJudged } from './how-judged.js';
import { conferenceName } from './names.js';
import { type Table, table } from './table.js';

/** The table of conferences. Pressing a row calls `pick` with its index; pressing it again, with `null`. */
export function conferenceTable(
  { conferences, preset }: ReportData,
  pick: (index: number | null) => void,
): Table<ConferenceData> & { release(): void } {
  let picked: HTMLElement | null = null;
  const release = () => {
    picked?.setAttribute('aria-pressed', 'false');
    picked = null;
  };
  // Each button is made once, so that it stays pressed when the table is sorted.
  const buttons = new Map(
    conferences.map((conference, index) => {
      const click = () => {
        const isPicked = picked === button;
        release();
        if (!isPicked) {
          picked = button;
          button.setAttribute('aria-pressed', 'true');
        }
        pick(isPicked ? null : index);
      };
      const name = shortText(conferenceName(conference));
      const button: HTMLElement = h(
        'button',
        {
          type: 'button',
          class: 'link',
          'aria-pressed': 'false',
          click,
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
        hint: 'Press one to show only its participants',
        class: 'name',
        sortBy: conferenceName,
        cell: (row) =>
          h(
            'div',
            {},
            buttons.get(row) ?? null,
            h('small', { class: 'uuid' }, payloadText(row.conference.uuid ?? '')),
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
        sortBy: ({ timeRange, summarisedAtMs }) => timeRange?.startMs ?? summarisedAtMs,
        cell: ({ timeRange, summarisedAtMs }) => {
          if (timeRange !== null) return dateTime(timeRange.startMs);
          return summarisedAtMs === null ? NO_VALUE : `until ${dateTime(summarisedAtMs)}`;
        },
      },
      {
        title: 'Length',
        class: 'wide number',
        sortBy: ({ timeRange }) => (timeRange ? timeRange.endMs - timeRange.startMs : null),
        cell: ({ timeRange }) => (timeRange ? duration(timeRange) : NO_VALUE),
      },
      {
        title: 'Affected',
        hint: 'Participants with a breach',
        class: 'medium number',
        sortBy: ({ people }) => people.affected,
        cell: ({ people }) => h('span', { title: howJudged(people) }, `${people.affected} of ${people.all}`),
      },
      {
        title: 'In breach',
        hint: 'Participant-minutes in breach, and stays in breach, out of all that were judged',
        class: 'breaches',
        sortBy: breachRank,
        cell: breachCell,
      },
      ...metricColumns<ConferenceData>(preset.thresholds),
    ],
  });
  return { ...built, release };
}
