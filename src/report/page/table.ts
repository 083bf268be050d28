import { type Child, h } from './dom.js';
import { count } from './format.js';

/** One column of a sortable table. */
export interface Column<R> {
  readonly title: string;
  /** The tooltip of the heading. */
  readonly hint?: string;
  readonly cell: (row: R) => Child;
  /** The sort key; a column without one cannot be sorted. `null` comes last in both directions. */
  readonly sortBy?: (row: R) => string | number | null;
  /** CSS class of the column. */
  readonly class?: string;
}

export interface TableOptions<R> {
  readonly caption: string;
  readonly noun: readonly [one: string, many: string];
  readonly columns: readonly Column<R>[];
  /** How many rows to show at first, and to add at a time. */
  readonly page: number;
  /** An extra row below a row. */
  readonly after?: (row: R) => HTMLTableRowElement | null;
  readonly rowClass?: (row: R) => string;
  readonly onRowClick?: (row: R) => void;
}

export interface Table<R> {
  readonly element: HTMLElement;
  show(rows: readonly R[]): void;
}

/** A table with sortable headings that shows a page of rows at a time. Rows keep the given order until sorted. */
export function table<R>(options: TableOptions<R>): Table<R> {
  const { columns, page } = options;
  const body = h('tbody');
  const more = h('p', { class: 'more' });
  let rows: readonly R[] = [];
  let shown = page;
  let sorted: { readonly column: Column<R>; readonly descending: boolean } | null = null;

  const headings = columns.map((column) => heading(column, () => sort(column)));
  const element = h(
    'div',
    { class: 'scroll' },
    h(
      'table',
      {},
      h('caption', { class: 'hidden' }, options.caption),
      h('thead', {}, h('tr', {}, ...headings)),
      body,
    ),
    more,
  );

  function sort(column: Column<R>): void {
    // Numbers start with the highest, texts with A.
    const first = rows.some((row) => typeof column.sortBy?.(row) === 'number');
    sorted = { column, descending: sorted?.column === column ? !sorted.descending : first };
    for (const [index, heading] of headings.entries()) {
      if (columns[index] !== column) heading.removeAttribute('aria-sort');
      else heading.setAttribute('aria-sort', sorted.descending ? 'descending' : 'ascending');
    }
    render();
  }

  function render(): void {
    const ordered = sorted === null ? rows : inOrder(rows, sorted.column, sorted.descending);
    body.replaceChildren(...ordered.slice(0, shown).flatMap(rowsFor));
    more.replaceChildren(rows.length === 0 ? `No ${options.noun[1]}.` : '');
    if (rows.length <= shown) return;
    const next = Math.min(page, rows.length - shown);
    more.append(
      `Showing ${shown} of ${count(rows.length, ...options.noun)}. `,
      showMore(`Show ${next} more`, shown + next),
    );
    if (next < rows.length - shown) more.append(showMore('Show all', rows.length));
  }

  function showMore(label: string, upTo: number): HTMLElement {
    const click = () => {
      const from = shown;
      shown = upTo;
      render();
      // The button may be gone, so focus moves to the first new row.
      body.querySelectorAll<HTMLElement>('tr.row')[from]?.querySelector('button')?.focus();
    };
    return h('button', { type: 'button', click }, label);
  }

  function rowsFor(row: R): HTMLTableRowElement[] {
    const { onRowClick } = options;
    const cells = columns.map((column) => h('td', { class: column.class ?? null }, column.cell(row)));
    const click = (event: Event) => {
      const onControl = event.target instanceof Element && event.target.closest('button, a');
      if (!onControl && getSelection()?.isCollapsed !== false) onRowClick?.(row);
    };
    const line = h(
      'tr',
      { class: `row ${options.rowClass?.(row) ?? ''}`, ...(onRowClick && { click }) },
      ...cells,
    );
    const after = options.after?.(row) ?? null;
    return after === null ? [line] : [line, after];
  }

  return {
    element,
    show(given) {
      rows = given;
      render();
    },
  };
}

function heading<R>(column: Column<R>, click: () => void): HTMLElement {
  const { title, hint = null } = column;
  const label = column.sortBy ? h('button', { type: 'button', click, title: hint }, title) : title;
  return h('th', { scope: 'col', class: column.class ?? null }, label);
}

function inOrder<R>(rows: readonly R[], { sortBy }: Column<R>, descending: boolean): R[] {
  const collator = new Intl.Collator('en', { numeric: true });
  const keyed = rows.map((row) => ({ row, key: sortBy?.(row) ?? null }));
  const sign = descending ? -1 : 1;
  keyed.sort(({ key: a }, { key: b }) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
    return sign * collator.compare(String(a), String(b));
  });
  return keyed.map(({ row }) => row);
}
