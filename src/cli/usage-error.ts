/** Invalid arguments or environment. The message goes to the person who typed them. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
