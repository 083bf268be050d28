/** The word most like one that was given, if one is like enough to have been meant. */
export function nearest(given: string, words: readonly string[]): string | undefined {
  const mostChanges = Math.floor(given.length / 3);
  const [first] = words
    .map((word) => ({ word, changes: changesBetween(given, word, mostChanges) }))
    .filter(({ changes }) => changes <= mostChanges)
    .sort((a, b) => a.changes - b.changes);
  return first?.word;
}

/** How many letters must be put in, taken out or replaced (Levenshtein); beyond the most, some number greater than it. */
function changesBetween(from: string, to: string, most: number): number {
  if (Math.abs(from.length - to.length) > most) return most + 1;
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
