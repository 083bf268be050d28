/** Attributes by name. A function becomes a listener for the event of that name. */
export type Attributes = Readonly<
  Record<string, string | number | boolean | ((event: Event) => void) | null>
>;

export type Child = Node | string | null;

/** Creates an element. Strings become text nodes; markup in them is never parsed. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return build(document.createElement(tag), attributes, children);
}

/** Creates an SVG element. */
export function svg(tag: 'svg' | 'path' | 'line', attributes: Attributes, ...children: Child[]): SVGElement {
  return build(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function build<E extends Element>(element: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Text from a payload, isolated so that its writing direction does not affect the text around it. */
export function payloadText(text: string): HTMLElement {
  return h('bdi', {}, text);
}

/** Text from payloads that is cut to three lines; hovering shows the whole. */
export function shortText(text: string): HTMLElement {
  return h('bdi', { class: 'short', title: text }, text);
}

let ids = 0;

/** An id that no other element has. */
export function uniqueId(): string {
  ids += 1;
  return `e${ids}`;
}
