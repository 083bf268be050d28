import { SIGNATURE } from '../../../webhooks/signature.js';
import { formatCount } from '../../output/format-count.js';

/** What a signature header holds, and how it differs from Zoom's form. */
export interface SignatureForm {
  /** 64 lower-case hexadecimal digits; absent if the header has none. */
  readonly hex: string | undefined;
  readonly faults: readonly string[];
}

/** Reads a signature header, even with quotation marks, upper case or a missing prefix. */
export function readSignature(text: string): SignatureForm {
  if (SIGNATURE.test(text)) return { hex: text.slice('v0='.length), faults: [] };
  const faults: string[] = [];
  let rest = text.trim().replace(/^(["'])(.*)\1$/, '$2');
  if (rest !== text) faults.push('The signature has white space or quotation marks around it.');
  const prefix = /^[^=]*=/.exec(rest)?.[0] ?? '';
  rest = rest.slice(prefix.length);
  if (prefix !== 'v0=')
    faults.push(
      prefix === '' ? 'The signature has no v0= prefix.' : 'The signature has another prefix than v0=.',
    );
  if (/[A-F]/.test(rest)) faults.push('The signature has upper-case letters. Zoom’s are lower-case.');
  if (/^[0-9a-f]{64}$/i.test(rest)) return { hex: rest.toLowerCase(), faults };
  faults.push(
    `The signature has ${formatCount(rest.length, 'character')} after its prefix, not 64 hexadecimal digits.`,
  );
  return { hex: undefined, faults };
}
