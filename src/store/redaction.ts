import { ArgumentError, type Path } from '../errors.js';
import { instancePart, part, personPart } from '../samples/identity.js';
import type { ClientSnapshot, Conference, Participant, QosSample, SampleIssue } from '../samples/index.js';
import { type Batch, listOf, type PartialBatch } from './batch.js';
import { truncateIp } from './ip-address.js';
import { createPseudonyms, type Pseudonyms } from './pseudonym.js';
import { type IdRedaction, redactId, redactPart } from './redact-id.js';
import {
  type RedactionOptions,
  readRedactionOptions,
  type Treatment,
  type Treatments,
} from './redaction-options.js';

const IP_FIELDS = [
  'signalingIpAddress',
  'signalingInternalIpAddress',
  'audioInternalIpAddress',
  'videoInternalIpAddress',
  'shareInternalIpAddress',
] as const satisfies readonly (keyof ClientSnapshot)[];

const DEVICE_FIELDS = [
  'pcName',
  'domain',
  'macAddress',
  'harddiskId',
  'microphone',
  'speaker',
  'camera',
] as const satisfies readonly (keyof ClientSnapshot)[];

/**
 * Makes a function that removes personal data from batches before they are stored. The same person gets the same text in every
 * batch, so that rows are still joined: ids and keys are made from the redacted fields. Someone who is known by a dropped
 * field alone is identified by its hash.
 *
 * Redact every batch of a table, with one key. Rows that were stored before have other ids.
 *
 * @returns a function that rejects with an `ArgumentError` for anything but a batch
 * @throws {ArgumentError} `argument_invalid`, for a short key, an unknown option, or a treatment that a field does not have
 * @example
 * const redact = createRedaction({ key, name: 'drop' })
 * await store.write(await redact(toBatch(event)))
 */
export function createRedaction(options: RedactionOptions): (batch: PartialBatch) => Promise<Batch> {
  const { key, treatments } = readRedactionOptions(options);
  const pseudonyms = createPseudonyms(key);

  return async (batch) => {
    const redactor = new Redactor(treatments, pseudonyms);
    return {
      samples: await inOrder(recordsIn(batch, 'samples', isRecord), (sample) => redactor.sample(sample)),
      snapshots: await inOrder(recordsIn(batch, 'snapshots', isRecord), (record) =>
        redactor.snapshot(record),
      ),
      issues: await inOrder(recordsIn(batch, 'issues', isIssue), (issue) => redactor.issue(issue)),
    };
  };
}

/** @throws {ArgumentError} `argument_invalid`, for a list that holds something else */
function recordsIn<N extends keyof Batch>(
  batch: PartialBatch,
  name: N,
  isRight: (record: Batch[N][number]) => boolean,
): Batch[N] {
  const records = listOf(batch, name);
  const wrong = records.findIndex((record) => !isRight(record));
  if (wrong === -1) return records;
  throw new ArgumentError(`batch.${name}[${wrong}]`, 'a record, as toSamples and its like return');
}

/** Untyped callers may pass anything. */
function isRecord(record: QosSample | ClientSnapshot): boolean {
  return (
    isObject(record) &&
    typeof record.id === 'string' &&
    isObject(record.conference) &&
    isObject(record.participant)
  );
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function isIssue(issue: SampleIssue): boolean {
  return isObject(issue) && typeof issue.recordId === 'string' && Array.isArray(issue.path);
}

/** One after the other: a promise for each record at once would take more memory than the records. */
async function inOrder<T>(records: readonly T[], redact: (record: T) => Promise<T>): Promise<T[]> {
  const redacted: T[] = [];
  for (const record of records) redacted.push(await redact(record));
  return redacted;
}

/** Redacts the records of one batch. A text is hashed once: the records of a batch are about few people. */
class Redactor {
  readonly #treatments: Treatments;
  readonly #pseudonyms: Pseudonyms;
  readonly #hashes = new Map<string, string>();
  readonly #ids: IdRedaction;

  constructor(treatments: Treatments, pseudonyms: Pseudonyms) {
    this.#treatments = treatments;
    this.#pseudonyms = pseudonyms;
    this.#ids = { treatments, hash: (kind, text) => this.#hash(kind, text) };
  }

  async sample(sample: QosSample): Promise<QosSample> {
    return { ...sample, ...(await this.#owner(sample)) };
  }

  async snapshot(snapshot: ClientSnapshot): Promise<ClientSnapshot> {
    const fields: Record<string, string | null> = {};
    const { ipAddress, device, location } = this.#treatments;
    for (const name of IP_FIELDS) {
      const text = snapshot[name];
      if (typeof text !== 'string') continue;
      fields[name] =
        ipAddress === 'truncate' ? truncateIp(text) : await this.#text('ipAddress', ipAddress, text);
    }
    for (const name of DEVICE_FIELDS) {
      const text = snapshot[name];
      if (typeof text === 'string') fields[name] = await this.#text(name, device, text);
    }
    if (typeof snapshot.location === 'string')
      fields.location = await this.#text('location', location, snapshot.location);
    return { ...snapshot, ...fields, ...(await this.#owner(snapshot)) };
  }

  async issue(issue: SampleIssue): Promise<SampleIssue> {
    const recordId = await redactId(issue.recordId, this.#ids);
    return this.#treatments.issueText === 'keep'
      ? { ...issue, recordId }
      : { ...issue, recordId, path: await this.#path(issue), text: null };
  }

  /** Anybody may name an unknown field anything. */
  async #path({ code, path }: SampleIssue): Promise<Path> {
    const name = path.at(-1);
    if (code !== 'field_unknown' || typeof name !== 'string') return path;
    return [...path.slice(0, -1), await this.#hash('fieldName', part(name))];
  }

  async #owner({ id, conference, participant }: QosSample | ClientSnapshot) {
    return {
      id: await redactId(id, this.#ids),
      conference: await this.#conference(conference),
      participant: await this.#participant(participant),
    };
  }

  async #conference(conference: Conference): Promise<Conference> {
    const name = await this.#text('conferenceName', this.#treatments.conferenceName, conference.name);
    const redacted = { ...conference, name };
    // One that is known by a dropped name alone must not become one with others of which nothing is known.
    const instance = await redactPart('conference', instancePart(conference), this.#ids);
    return name === null && conference.uuid === null && conference.id === null && instance !== ''
      ? { ...redacted, uuid: instance }
      : redacted;
  }

  async #participant(participant: Participant): Promise<Participant> {
    const { email, name, userId } = this.#treatments;
    const redacted = {
      ...participant,
      userId: await this.#text('userId', userId, participant.userId),
      zoomUserId: await this.#text('userId', userId, participant.zoomUserId),
      email: await this.#text('email', email, participant.email),
      name: await this.#text('name', name, participant.name),
    };
    if (redacted.id !== null) return redacted;
    // Who is identified by a dropped field must not become one with others of whom nothing is known.
    const [who = ''] = personPart(participant).split('|');
    const id = await redactPart('person', who, this.#ids);
    return id === '' || id.startsWith('~') ? redacted : { ...redacted, id: id.replace(/~\d+$/, '') };
  }

  async #text(kind: string, treatment: Treatment, text: string | null): Promise<string | null> {
    if (text === null || treatment === 'keep') return text;
    return treatment === 'drop' ? null : this.#hash(kind, part(text));
  }

  /** @param text in the form that it has as a part of an id */
  async #hash(kind: string, text: string): Promise<string> {
    const plain = kind === 'email' ? text.toLowerCase() : text;
    const known = `${kind} ${plain}`;
    const hash = this.#hashes.get(known) ?? (await this.#pseudonyms(kind, plain));
    this.#hashes.set(known, hash);
    return hash;
  }
}
