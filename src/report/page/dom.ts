/** What an element is given besides its children: attributes by name; a function listens to the event it is named for. */
export type Attributes = Readonly<
  Record<string, string | number | boolean | ((event: Event) => void) | null>
>;

export type Child = Node | string | null;

/** Makes an element. Strings become text, whatever they hold: nothing here reads markup. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return furnish(document.createElement(tag), attributes, children);
}

/** Makes an SVG element. */
export function svg(tag: 'svg' | 'path' | 'line', attributes: Attributes, ...children: Child[]): SVGElement {
  return furnish(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function furnish<E extends Element>(element: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Text from a payload, kept apart from the direction of the text around it. */
export function said(text: string): HTMLElement {
  return h('bdi', {}, text);
}

let ids = 0;

/** An id no other element has. */
export function freshId(): string {
  ids += 1;
  return `e${ids}`;
}
