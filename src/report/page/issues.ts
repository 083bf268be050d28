import type { IssueData, ReportData } from '../data.js';
import { h, said } from './dom.js';
import { count } from './format.js';
import { table } from './table.js';

const MEANINGS: Readonly<Record<IssueData['code'], string>> = {
  value_unreadable: 'A value that is not the quantity its field holds; it is left out',
  field_unknown: 'A field this library does not know; it is not shown',
  type_unknown: 'A stream this library does not know; it is shown under its own name',
  bounds_swapped: 'A minimum above its maximum; they were put in order',
  time_unreadable: 'A time that cannot be read; it is left out',
};

/** Every issue found in reading the data, and what could not be read at all. */
export function issueSection({ issues, unreadable }: ReportData): HTMLElement {
  const note = (text: string) => h('p', { class: 'note' }, text);
  return h(
    'section',
    { 'aria-labelledby': 'issues' },
    h('h2', { id: 'issues' }, 'Issues found'),
    unreadable === 0
      ? null
      : note(`${count(unreadable, 'record')} could not be read, and what they say is missing here.`),
    issues === null
      ? note('No list of issues was given, so that nothing is known of values that could not be read.')
      : issues.length > 0
        ? issueTable(issues)
        : note(unreadable === 0 ? 'None: every value was read.' : 'None in what was read.'),
  );
}

function issueTable(issues: readonly IssueData[]): HTMLElement {
  const built = table<IssueData>({
    caption: 'Issues, commonest first',
    noun: ['kind of issue', 'kinds of issue'],
    page: 50,
    columns: [
      {
        title: 'Issue',
        sortBy: ({ code }) => code,
        cell: ({ code }) => h('code', { title: MEANINGS[code] ?? null }, code),
      },
      {
        title: 'Met',
        sortBy: ({ text }) => text,
        cell: ({ text }) => (text === null ? h('i', {}, 'an object or array') : h('code', {}, said(text))),
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
        cell: ({ path }) => h('code', {}, said(path)),
      },
      {
        title: 'Times',
        class: 'number',
        sortBy: ({ count }) => count,
        cell: ({ count }) => count.toLocaleString('en-GB'),
      },
    ],
  });
  built.show(issues);
  return built.element;
}
