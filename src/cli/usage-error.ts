/** Arguments that cannot be used. The message is for the person at the terminal, who typed them. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
