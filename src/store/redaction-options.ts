import { requireOptions } from '../errors/require.js';
import { ArgumentError } from '../errors.js';

/** What happens to a field: a keyed hash takes its place, it becomes null, or it stays. */
export type Treatment = 'hash' | 'drop' | 'keep';

/** Options of `createRedaction`: the key, and what happens to each kind of field. */
export interface RedactionOptions {
  /** The secret that hashes are made with, at least 16 characters. With another key the same person has other hashes. */
  readonly key: string | undefined;
  /** E-mail addresses. `'hash'` by default; upper and lower case have one hash. */
  readonly email?: Treatment | undefined;
  /** Display names. `'hash'` by default. */
  readonly name?: Treatment | undefined;
  /** Ids of Zoom users, and the app's own keys of session users. `'keep'` by default. */
  readonly userId?: Treatment | undefined;
  /** IP addresses. `'truncate'` by default: to 24 bits, IPv6 to 48. */
  readonly ipAddress?: Treatment | 'truncate' | undefined;
  /**
   * What identifies a device: the name, domain, MAC address and hard disk of the computer, and its microphone, speaker and
   * camera, whose names often hold those of people. `'hash'` by default.
   */
  readonly device?: Treatment | undefined;
  /** City and country of a participant. `'drop'` by default. */
  readonly location?: Treatment | undefined;
  /** Names of sessions, which may hold those of people. `'hash'` by default. */
  readonly conferenceName?: Treatment | undefined;
  /**
   * What was sent and this library cannot read, which may be anything: the texts that issues quote, which become null, and the
   * names of unknown fields and unreadable times in ids, which become hashes. `'drop'` by default.
   */
  readonly issueText?: 'drop' | 'keep' | undefined;
}

/** How each field is treated. */
export type Treatments = {
  readonly [Field in Exclude<keyof RedactionOptions, 'key'>]-?: NonNullable<RedactionOptions[Field]>;
};

const DEFAULTS: Treatments = {
  email: 'hash',
  name: 'hash',
  userId: 'keep',
  ipAddress: 'truncate',
  device: 'hash',
  location: 'drop',
  conferenceName: 'hash',
  issueText: 'drop',
};

const ALLOWED: { readonly [K in keyof Treatments]: readonly string[] } = {
  email: ['hash', 'drop', 'keep'],
  name: ['hash', 'drop', 'keep'],
  userId: ['hash', 'drop', 'keep'],
  ipAddress: ['truncate', 'hash', 'drop', 'keep'],
  device: ['hash', 'drop', 'keep'],
  location: ['hash', 'drop', 'keep'],
  conferenceName: ['hash', 'drop', 'keep'],
  issueText: ['drop', 'keep'],
};

/** @throws {ArgumentError} `argument_invalid`, for a short key, an unknown option, or a treatment that a field does not have */
export function readRedactionOptions(options: RedactionOptions): { key: string; treatments: Treatments } {
  requireOptions(options, 'createRedaction', { key: 0, ...ALLOWED }, 'an object with key');
  const { key, ...given } = options;
  if (typeof key !== 'string' || key.length < 16)
    throw new ArgumentError('key', 'a text of at least 16 characters');
  const chosen = Object.entries(given).filter(([, treatment]) => treatment !== undefined);
  const treatments: Treatments = { ...DEFAULTS, ...Object.fromEntries(chosen) };
  // These are the keys of the table.
  for (const name of Object.keys(ALLOWED) as (keyof Treatments)[])
    if (!ALLOWED[name].includes(treatments[name]))
      throw new ArgumentError(name, `one of ${ALLOWED[name].join(', ')}`);
  return { key, treatments };
}
