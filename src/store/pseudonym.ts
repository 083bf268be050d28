/** How much of the hash is kept: 16 bytes, as hexadecimal digits. */
const DIGITS = 32;

/** Hashes the texts of one kind with a secret key, so that one text always becomes the same other text. */
export type Pseudonyms = (kind: string, text: string) => Promise<string>;

/** HMAC-SHA-256 by the web's crypto, which every supported runtime has. Kinds do not share hashes. */
export function createPseudonyms(key: string): Pseudonyms {
  const encoder = new TextEncoder();
  let imported: Promise<CryptoKey> | undefined;
  return async (kind, text) => {
    imported ??= crypto.subtle.importKey(
      'raw',
      encoder.encode(key),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign'],
    );
    const signature = await crypto.subtle.sign('HMAC', await imported, encoder.encode(`${kind}\0${text}`));
    return [...new Uint8Array(signature)]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('')
      .slice(0, DIGITS);
  };
}
