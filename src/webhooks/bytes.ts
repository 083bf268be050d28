/** Text as UTF-8. */
export function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** The bytes of a binary string, as `atob` returns: one byte for each character. */
export function fromBinary(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** The 32 bytes of a digest in lower-case hexadecimal, from `start` on. The caller has checked the form. */
export function fromHex(text: string, start = 0): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(32);
  for (let i = 0; i < 64; i++) {
    // '0' is 0x30 and 'a' is 0x61: the lower half of the code is the digit, less 9 for a letter.
    const code = text.charCodeAt(start + i);
    bytes[i >> 1] = Number(bytes[i >> 1]) * 16 + (code & 15) + (code >> 6) * 9;
  }
  return bytes;
}

/** Bytes as lower-case hexadecimal text. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += (byte < 16 ? '0' : '') + byte.toString(16);
  return text;
}

/** Whether two digests of equal length are equal. It compares every byte, so the time does not tell where they differ. */
export function equalDigests(a: Uint8Array, b: Uint8Array): boolean {
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= Number(a[i]) ^ Number(b[i]);
  return difference === 0;
}
