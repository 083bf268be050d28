/** What the codes mean that a database in use gives when somebody has to act. */
const MEANINGS: Readonly<Record<string, string>> = {
  '42501': 'permission denied',
  '42P01': 'a table is missing',
  '42703': 'a column is missing',
  '53100': 'the disk is full',
  '57P01': 'the server was shut down',
};

/** A code of Postgres with its meaning, if that is known; any other code as it is. */
export function explained(code: string): string {
  const meaning = MEANINGS[code];
  return meaning === undefined ? code : `${code}: ${meaning}`;
}
