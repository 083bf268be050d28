import { SIGNATURE } from '../../../webhooks/signature.js';

/** A signature as it was meant, and what its header had that Zoom's has not. */
export interface SignatureForm {
  /** 64 digits in lower case; absent if there is no telling. */
  readonly hex: string | undefined;
  readonly faults: readonly string[];
}

/** Reads a signature header, whatever has been done to it. */
export function readSignature(text: string): SignatureForm {
  if (SIGNATURE.test(text)) return { hex: text.slice('v0='.length), faults: [] };
  const faults: string[] = [];
  let rest = text.trim().replace(/^(["'])(.*)\1$/, '$2');
  if (rest !== text) faults.push('There is white space, or there are quotation marks, around the signature.');
  const prefix = /^[^=]*=/.exec(rest)?.[0] ?? '';
  rest = rest.slice(prefix.length);
  if (prefix !== 'v0=')
    faults.push(
      prefix === ''
        ? 'The signature lacks its v0= at the front.'
        : 'The signature begins with something else than v0=.',
    );
  if (/[A-F]/.test(rest)) faults.push('The signature has upper-case letters. Zoom’s are lower-case.');
  if (/^[0-9a-f]{64}$/i.test(rest)) return { hex: rest.toLowerCase(), faults };
  faults.push(`After v0= come ${rest.length} characters, not 64 hexadecimal digits.`);
  return { hex: undefined, faults };
}
