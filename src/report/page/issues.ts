import type { IssueGroup, ReportData } from '../data.js';
import { h, payloadText } from './dom.js';
import { count } from './format.js';
import { table } from './table.js';

const MEANINGS: Readonly<Record<IssueGroup['code'], string>> = {
  value_unreadable: 'The value is not what its field holds. It is left out.',
  field_unknown: 'The field is not documented. It is not shown.',
  type_unknown: 'The stream type is not documented. The stream is shown under Zoom’s name.',
  bounds_swapped: 'The minimum is above the maximum. They were swapped.',
  field_missing: 'A required field is missing; what it would have filled is blank',
  field_unreadable: 'A field is not of its declared kind; what it would have filled is blank',
  average_outside: 'An average is not between its minimum and maximum; all three are shown as they came',
  text_cleaned: 'A text held characters that databases refuse; it is shown without them',
  time_unreadable: 'The time cannot be read. It is left out.',
};

/** The issues found when the data was read, and how many records could not be read at all. */
export function issueSection({ issues, unreadable }: ReportData): HTMLElement {
  const note = (text: string) => h('p', { class: 'note' }, text);
  return h(
    'section',
    { 'aria-labelledby': 'issues' },
    h('h2', { id: 'issues' }, 'Issues found'),
    unreadable === 0
      ? null
      : note(`${count(unreadable, 'record')} could not be read. Their data is missing.`),
    issues === null
      ? note('Issues are unknown: no list of issues was given to this report.')
      : issues.length > 0
        ? issueTable(issues)
        : note(
            unreadable === 0
              ? 'No issues: every value was read.'
              : 'No issues in the records that were read.',
          ),
  );
}

function issueTable(issues: readonly IssueGroup[]): HTMLElement {
  const built = table<IssueGroup>({
    caption: 'Issues, most frequent first',
    noun: ['kind of issue', 'kinds of issue'],
    page: 50,
    columns: [
      {
        title: 'Issue',
        sortBy: ({ code }) => code,
        cell: ({ code }) => h('code', { title: MEANINGS[code] ?? null }, code),
      },
      {
        title: 'Found',
        sortBy: ({ text }) => text,
        cell: ({ text }) =>
          text === null ? h('i', {}, 'an object or array') : h('code', {}, payloadText(text)),
      },
      {
        title: 'Expected',
        class: 'medium',
        sortBy: ({ expected }) => expected,
        cell: ({ expected }) => expected,
      },
      {
        title: 'Where',
        class: 'path',
        sortBy: ({ path }) => path,
        cell: ({ path }) => h('code', {}, payloadText(path)),
      },
      {
        title: 'Count',
        class: 'number',
        sortBy: ({ count }) => count,
        cell: ({ count }) => count.toLocaleString('en-GB'),
      },
    ],
  });
  built.show(issues);
  return built.element;
}
