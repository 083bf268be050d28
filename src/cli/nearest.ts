/** The word most like the given one, or `undefined` if none is close enough to suggest. */
export function nearest(given: string, words: readonly string[]): string | undefined {
  const maxDistance = Math.floor(given.length / 3);
  const [first] = words
    .map((word) => ({ word, distance: editDistance(given, word, maxDistance) }))
    .filter(({ distance }) => distance <= maxDistance)
    .sort((a, b) => a.distance - b.distance);
  return first?.word;
}

/** The Levenshtein distance; if the lengths differ by more than the maximum, some number greater than it. */
function editDistance(from: string, to: string, max: number): number {
  if (Math.abs(from.length - to.length) > max) return max + 1;
  let above = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...from].entries()) {
    const line = [row + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (above[column] ?? 0) + Number(letter !== other);
      line.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1));
    }
    above = line;
  }
  return above.at(-1) ?? 0;
}
