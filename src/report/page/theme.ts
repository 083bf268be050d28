import { h } from './dom.js';

type Theme = 'light' | 'dark';

const root = document.documentElement;
const prefersDark = matchMedia('(prefers-color-scheme: dark)');
const painters = new Set<() => void>();
let chosen: Theme | null = null;

const current = (): Theme => chosen ?? (prefersDark.matches ? 'dark' : 'light');

/** Calls `painter` whenever the theme changes. Returns a function that stops this. */
export function repaint(painter: () => void): () => void {
  painters.add(painter);
  return () => painters.delete(painter);
}

const paintAll = () => {
  for (const painter of painters) painter();
};

/** The current colour of a CSS custom property. */
export function colour(property: string): string {
  const probe = h('span');
  probe.style.color = `var(${property})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** The button that switches between light and dark. Printing always uses the light theme. */
export function themeButton(): HTMLElement {
  const button = h('button', { type: 'button', class: 'quiet', click: () => choose(other()) });
  const other = (): Theme => (current() === 'dark' ? 'light' : 'dark');
  const apply = (theme: Theme | null) => {
    root.style.colorScheme = theme ?? 'light dark';
    button.textContent = other() === 'dark' ? 'Dark theme' : 'Light theme';
    paintAll();
  };
  const choose = (theme: Theme) => {
    chosen = theme;
    apply(chosen);
  };
  prefersDark.addEventListener('change', () => apply(chosen));
  addEventListener('beforeprint', () => apply('light'));
  addEventListener('afterprint', () => apply(chosen));
  apply(null);
  return button;
}
