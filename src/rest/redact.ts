/** Shorter texts could be ordinary words of a message. Zoom's tokens and secrets are longer. */
const MIN_SECRET_LENGTH = 8;

/** Removes secrets from a text, plain and percent-encoded. */
export function redact(text: string, secrets: readonly string[]): string {
  return (
    secrets
      .filter((secret) => secret.length >= MIN_SECRET_LENGTH)
      .flatMap((secret) => [secret, encodeURIComponent(secret)])
      // Longest first: a secret may begin with another one.
      .sort((a, b) => b.length - a.length)
      .reduce((rest, secret) => rest.replaceAll(secret, '[removed]'), text)
  );
}
