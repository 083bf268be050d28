/** A number of things: `1 sample`, `12,345 samples`. */
export function counted(count: number, noun: string): string {
  const plural = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${grouped(count)} ${count === 1 ? noun : plural}`;
}

export function grouped(count: number): string {
  // Not by toLocaleString, which takes longer to load than a small file to read.
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
