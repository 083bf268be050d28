/** Text as UTF-8. */
export function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** The bytes of a binary string, as `atob` returns: one byte for each character. */
export function fromBinary(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  // Stryker disable next-line EqualityOperator: a typed array ignores what is put past its end.
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** A buffer as lower-case hexadecimal text. */
export function toHex(buffer: ArrayBuffer): string {
  let text = '';
  for (const byte of new Uint8Array(buffer)) text += (byte < 16 ? '0' : '') + byte.toString(16);
  return text;
}

/** Whether two digests of equal length are equal. It compares every digit, so the time does not tell where they differ. */
export function equalDigests(a: string, b: string): boolean {
  let difference = 0;
  // Stryker disable next-line EqualityOperator: past the end both are NaN, whose bits do not differ.
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}
