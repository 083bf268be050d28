/** Shorter texts are words, which a message may well contain; every token and secret of Zoom's is longer. */
const MIN_SECRET_LENGTH = 8;

/** Takes the secrets out of a text, as they are and percent-encoded. */
export function redact(text: string, secrets: readonly string[]): string {
  return (
    secrets
      .filter((secret) => secret.length >= MIN_SECRET_LENGTH)
      .flatMap((secret) => [secret, encodeURIComponent(secret)])
      // The longest first: of one that begins with another nothing must be left.
      .sort((a, b) => b.length - a.length)
      .reduce((rest, secret) => rest.replaceAll(secret, '[removed]'), text)
  );
}
