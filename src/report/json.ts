/** JSON that is safe inside a script element: it cannot close the element or start an HTML comment. */
export function json(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
