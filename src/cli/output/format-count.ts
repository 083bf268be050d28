/** Formats a number of things: `1 sample`, `12,345 samples`, `2 bodies`, `3 stays`. */
export function formatCount(count: number, noun: string): string {
  const plural = /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${formatNumber(count)} ${count === 1 ? noun : plural}`;
}

/** Formats a whole number with commas: `12,345`. */
export function formatNumber(count: number): string {
  // toLocaleString takes longer to load than a small file takes to read.
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
