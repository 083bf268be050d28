import type { ReportData } from '../data.js';
import { conferenceTable } from './conferences.js';
import { h, payloadText } from './dom.js';
import { capital, count } from './format.js';
import { explanation, headline, title } from './headline.js';
import { issueSection } from './issues.js';
import { conferenceName } from './names.js';
import { participantTable, searchText } from './participants.js';
import { themeButton } from './theme.js';

// renderReport wrote this element.
const data = JSON.parse(document.getElementById('data')?.textContent ?? '') as ReportData;

const search = h('input', {
  type: 'search',
  id: 'search',
  placeholder: 'Name, conference, device, network …',
  input: () => filter(),
});
const products = [...new Set(data.conferences.map(({ product }) => product))].sort();
const product = h(
  'select',
  { id: 'product', change: () => filter() },
  h('option', { value: '' }, 'All products'),
  ...products.map((name) => h('option', { value: name }, capital(name))),
);
const inBreachOnly = h('input', { type: 'checkbox', id: 'in-breach-only', change: () => filter() });
const found = h('output', { for: 'search product in-breach-only', 'aria-live': 'polite' });
const within = h('button', { type: 'button', class: 'chip', hidden: true });

let picked: number | null = null;
const texts = new Map(data.participants.map((participant) => [participant, searchText(participant, data)]));
const participants = participantTable(data);
const conferences = conferenceTable(data, (index) => {
  picked = index;
  filter();
});
within.addEventListener('click', () => {
  picked = null;
  conferences.release();
  filter();
  search.focus();
});

function filter(): void {
  const words = search.value.toLowerCase().split(/\s+/);
  const rows = data.participants.filter((participant) => {
    const text = texts.get(participant) ?? '';
    return (
      (picked === null || participant.conference === picked) &&
      (product.value === '' || data.conferences[participant.conference]?.product === product.value) &&
      (!inBreachOnly.checked || participant.time.inBreach + participant.stays.inBreach > 0) &&
      words.every((word) => text.includes(word))
    );
  });
  participants.show(rows);
  const all = data.participants.length;
  found.textContent =
    rows.length === all ? count(all, 'participant') : `${rows.length} of ${count(all, 'participant')}`;
  const conference = picked === null ? undefined : data.conferences[picked];
  within.hidden = conference === undefined;
  within.replaceChildren(...(conference ? ['In ', payloadText(conferenceName(conference)), ' ✕'] : []));
}

document.body.append(
  h('header', {}, title(data), themeButton()),
  h(
    'main',
    {},
    headline(data),
    h(
      'section',
      { 'aria-labelledby': 'conferences' },
      h('h2', { id: 'conferences' }, 'Conferences'),
      conferences.element,
    ),
    h(
      'section',
      { 'aria-labelledby': 'participants' },
      h('h2', { id: 'participants' }, 'Participants'),
      h(
        'div',
        { class: 'filters', role: 'search' },
        h('label', { class: 'hidden', for: 'search' }, 'Search'),
        search,
        h('label', { class: 'hidden', for: 'product' }, 'Product'),
        product,
        h('label', {}, inBreachOnly, ' In breach only'),
        within,
        found,
      ),
      participants.element,
    ),
    issueSection(data),
    explanation(data),
  ),
);
conferences.show(data.conferences);
filter();
