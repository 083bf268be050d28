import { personPart } from '../samples/identity.js';
import type { ClientSnapshot, Participant, QosSample, SampleIssue } from '../samples/index.js';
import type { Batch, PartialBatch } from './batch.js';
import { truncateIp } from './ip-address.js';
import { createPseudonyms, type Pseudonyms } from './pseudonym.js';
import { redactWho, replaceWho } from './redact-id.js';
import { type RedactionOptions, type Treatment, type Treatments, treatmentsOf } from './redaction-options.js';

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
] as const satisfies readonly (keyof ClientSnapshot)[];

/**
 * Makes a function that removes personal data from batches before they are stored. The same person gets the same text in every
 * batch, so that rows are still joined: ids and keys are made from the redacted fields. Someone who is known by a dropped
 * field alone is identified by its hash.
 *
 * Redact every batch of a table, with one key. Rows that were stored before have other ids.
 *
 * @throws {ArgumentError} `argument_invalid`, for a short key or a treatment that a field does not have
 * @example
 * const redact = createRedaction({ key, name: 'drop' })
 * await store.write(await redact(toBatch(event)))
 */
export function createRedaction(options: RedactionOptions): (batch: PartialBatch) => Promise<Batch> {
  const treatments = treatmentsOf(options);
  const pseudonyms = createPseudonyms(options.key);

  return async (batch) => {
    const redactor = new Redactor(treatments, pseudonyms);
    const { samples = [], snapshots = [], issues = [] } = batch;
    return {
      samples: await inOrder(samples, (sample) => redactor.sample(sample)),
      snapshots: await inOrder(snapshots, (snapshot) => redactor.snapshot(snapshot)),
      issues: await inOrder(issues, (issue) => redactor.issue(issue)),
    };
  };
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

  constructor(treatments: Treatments, pseudonyms: Pseudonyms) {
    this.#treatments = treatments;
    this.#pseudonyms = pseudonyms;
  }

  async sample(sample: QosSample): Promise<QosSample> {
    const participant = await this.#participant(sample.participant);
    return { ...sample, id: replaceWho(sample.id, participant), participant };
  }

  async snapshot(snapshot: ClientSnapshot): Promise<ClientSnapshot> {
    const participant = await this.#participant(snapshot.participant);
    const fields: Record<string, string | null> = {};
    const { ipAddress, device } = this.#treatments;
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
    return { ...snapshot, ...fields, id: replaceWho(snapshot.id, participant), participant };
  }

  async issue(issue: SampleIssue): Promise<SampleIssue> {
    const { recordId, text } = issue;
    const hash = (kind: keyof Treatments, value: string) => this.#hash(kind, value);
    return {
      ...issue,
      recordId: await redactWho(recordId, this.#treatments, hash),
      text: this.#treatments.issueText === 'keep' ? text : null,
    };
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
    const who = await redactWho(`|||${personPart(participant)}`, this.#treatments, (kind, text) =>
      this.#hash(kind, text),
    );
    const [, , , id = ''] = who.split('|');
    return id === '' || id.startsWith('~') ? redacted : { ...redacted, id: id.replace(/~\d+$/, '') };
  }

  async #text(kind: string, treatment: Treatment, text: string | null): Promise<string | null> {
    if (text === null || treatment === 'keep') return text;
    return treatment === 'drop' ? null : this.#hash(kind, text);
  }

  async #hash(kind: string, text: string): Promise<string> {
    const plain = kind === 'email' ? text.toLowerCase() : text;
    const known = `${kind} ${plain}`;
    const hash = this.#hashes.get(known) ?? (await this.#pseudonyms(kind, plain));
    this.#hashes.set(known, hash);
    return hash;
  }
}
