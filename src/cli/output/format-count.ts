/** A number of things: `1 sample`, `12,345 samples`. */
export function formatCount(count: number, noun: string): string {
  const plural = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${formatNumber(count)} ${count === 1 ? noun : plural}`;
}

export function formatNumber(count: number): string {
  // Not by toLocaleString, which takes longer to load than a small file to read.
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
