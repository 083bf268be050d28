import { describe, expect, it } from 'vitest';
import {
  type ClientSnapshot,
  conferenceKey,
  participantKey,
  type QosSample,
  type SampleIssue,
} from 'zoom-qss';
import {
  ArgumentError,
  type Batch,
  createRedaction,
  type RedactionOptions,
  readBodies,
} from 'zoom-qss/store';
import { truncateIp } from '../../src/store/ip-address.js';
import { example } from '../events/documented.js';
import { sampleOf, who } from '../quality/samples.js';
import { mixedBatch } from './batches.js';

const key = 'a key of enough characters';
const batch = mixedBatch(2);

/** The same person as different events say them. */
const named = sampleOf({ participant: who({ name: 'Anna|~%', email: 'Anna@Example.com', userId: 'u1' }) });
const byEmail = { ...named, participant: who({ name: 'Anna|~%', email: 'anna@example.com' }) };
const byName = { ...named, participant: who({ name: 'Anna|~%', ordinal: 1 }) };

const idOf = (sample: QosSample): QosSample => {
  const { participant, source } = sample;
  const [, , , person = '', role = ''] = participantKey({ ...sample, participant }).split('|');
  return { ...sample, id: `${source}|acc|uuid|${person}|${role}|5||` };
};

const issueOf = (given: Partial<SampleIssue>): SampleIssue => ({
  code: 'value_unreadable',
  recordId: '',
  path: [],
  text: null,
  expected: 'a number',
  ...given,
});

async function redacted(
  records: readonly QosSample[],
  options: Omit<RedactionOptions, 'key'> = {},
): Promise<QosSample[]> {
  const { samples } = await createRedaction({ key, ...options })({ samples: records });
  return [...samples];
}

describe('createRedaction', () => {
  it('leaves no name, e-mail or address of a person anywhere, whatever the treatment', async () => {
    const texts = textsOf(batch);
    expect(texts.length).toBeGreaterThan(20);
    for (const treatment of ['hash', 'drop'] as const) {
      const redact = createRedaction({
        key,
        email: treatment,
        name: treatment,
        ipAddress: treatment,
        device: treatment,
      });
      const json = JSON.stringify(await redact(batch));
      expect(texts.filter((text) => json.includes(JSON.stringify(text).slice(1, -1)))).toEqual([]);
    }
  });

  it('keeps people and records distinct, and what belongs together together', async () => {
    for (const treatment of ['hash', 'drop'] as const) {
      const redact = createRedaction({ key, email: treatment, name: treatment, userId: treatment });
      const { samples, snapshots, issues } = await redact(batch);
      const pairs = [...batch.samples, ...batch.snapshots].map((record, index): [string, string] => {
        const after = [...samples, ...snapshots][index] as QosSample | ClientSnapshot;
        expect(conferenceKey(after)).toBe(conferenceKey(record));
        return [participantKey(record), participantKey(after)];
      });
      // One to one: as many pairs as people before, and as people after.
      const different = (texts: readonly string[]) => new Set(texts).size;
      const people = different(pairs.map(([before]) => before));
      expect(different(pairs.map(([, after]) => after))).toBe(people);
      expect(different(pairs.map((pair) => pair.join('\n')))).toBe(people);
      expect(different(samples.map(({ id }) => id))).toBe(different(batch.samples.map(({ id }) => id)));
      const ids = new Set([...samples, ...snapshots].map(({ id }) => id));
      for (const [index, { recordId }] of batch.issues.entries())
        if ([...batch.samples, ...batch.snapshots].some(({ id }) => id === recordId))
          expect(ids.has(issues[index]?.recordId ?? '')).toBe(true);
    }
  });

  it('gives one person one text in every batch, and another with another key', async () => {
    const [first] = await redacted([named]);
    const [second] = await redacted([byEmail]);
    expect(first?.participant.email).toMatch(/^[\da-f]{32}$/);
    expect(second?.participant).toMatchObject({
      email: first?.participant.email,
      name: first?.participant.name,
    });
    expect(first?.participant.email).not.toBe(first?.participant.name);
    const { samples } = await createRedaction({ key: `${key}!` })({ samples: [named] });
    expect(samples[0]?.participant.email).not.toBe(first?.participant.email);
  });

  it('identifies who is known by a dropped field alone by its hash', async () => {
    const samples = [byEmail, byName].map(idOf);
    const [email, name] = await redacted(samples, { email: 'drop', name: 'drop' });
    expect(email?.participant).toMatchObject({
      email: null,
      name: null,
      id: expect.stringMatching(/^[\da-f]{32}$/),
    });
    expect(name?.participant).toMatchObject({ name: null, ordinal: 1 });
    expect(email?.id).toBe(`${named.source}|acc|uuid|${email?.participant.id}||5||`);
    expect(name?.id).toBe(`${named.source}|acc|uuid|${name?.participant.id}~1||5||`);
    const [kept] = await redacted(samples.slice(1), { name: 'keep' });
    expect(kept).toEqual(samples[1]);
  });

  it('redacts ids of issues as those of their records', async () => {
    for (const treatment of ['hash', 'drop', 'keep'] as const) {
      const sample = idOf(byName);
      const issue = {
        code: 'field_unknown',
        recordId: sample.id,
        path: ['qos', 0],
        text: 'Anna',
        expected: 'text',
      } as const;
      const redact = createRedaction({ key, name: treatment });
      const { samples, issues } = await redact({ samples: [sample], issues: [issue] });
      expect(issues[0]).toEqual({ ...issue, recordId: samples[0]?.id, text: null });
    }
    const { issues } = await createRedaction({ key, issueText: 'keep' })({
      issues: [
        {
          code: 'field_unknown',
          recordId: 'phone.call_qos|5',
          path: [],
          text: 'as it was',
          expected: 'text',
        },
      ],
    });
    expect(issues[0]).toMatchObject({ recordId: 'phone.call_qos|5', text: 'as it was' });
  });

  it('treats only fields of a snapshot that were sent', async () => {
    const snapshot = batch.snapshots.find(({ pcName, signalingIpAddress }) => pcName && signalingIpAddress);
    if (snapshot === undefined) throw new Error('No snapshot has the name of a computer and an address.');
    const { snapshots } = await createRedaction({ key })({ snapshots: [snapshot] });
    expect(Object.keys(snapshots[0] ?? {}).sort()).toEqual(Object.keys(snapshot).sort());
    expect(snapshots[0]?.pcName).toMatch(/^[\da-f]{32}$/);
    expect(snapshots[0]?.signalingIpAddress).toBe(truncateIp(snapshot.signalingIpAddress ?? ''));
  });

  it('leaves no name of a device, a place or a session, and drops the place alone', async () => {
    const [snapshot] = batch.snapshots;
    if (snapshot === undefined) throw new Error('There is no snapshot.');
    const conference = { ...snapshot.conference, name: "Anna's room" };
    const device = "Anna's phone";
    const given = { ...snapshot, conference, microphone: device, speaker: device, camera: device };
    const at = { ...given, location: 'Annaberg, Germany' };
    const { snapshots } = await createRedaction({ key })({ snapshots: [at] });
    expect(JSON.stringify(snapshots)).not.toContain('Anna');
    const hash = expect.stringMatching(/^[\da-f]{32}$/);
    expect(snapshots[0]).toMatchObject({ microphone: hash, speaker: hash, camera: hash, location: null });
    expect(snapshots[0]?.conference.name).toEqual(hash);
    const kept = { name: 'keep', device: 'keep', location: 'keep', conferenceName: 'keep' } as const;
    const { snapshots: same } = await createRedaction({ key, ...kept })({ snapshots: [at] });
    expect(same[0]).toMatchObject({ microphone: device, location: at.location, conference });
  });

  it('keeps conferences that are known by their name alone distinct, and their ids and issues together', async () => {
    const rooms = ['Anna|~%', 'Anna', 'long '.repeat(100)].map((name): QosSample => {
      const sample = { ...named, conference: { ...named.conference, uuid: null, id: null, name } };
      const [, , room] = conferenceKey(sample).split('|');
      return { ...sample, id: `${sample.source}|acc|${room}|u1||5||` };
    });
    const issues = rooms.map(({ id }) => issueOf({ recordId: id }));
    for (const conferenceName of ['hash', 'drop', 'keep'] as const) {
      const found = await createRedaction({ key, conferenceName })({ samples: rooms, issues });
      expect(JSON.stringify(found).includes('Anna')).toBe(conferenceName === 'keep');
      expect(found.issues.map(({ recordId }) => recordId)).toEqual(found.samples.map(({ id }) => id));
      expect(new Set(found.samples.map(conferenceKey)).size).toBe(rooms.length);
      for (const sample of found.samples)
        expect(sample.id.split('|')[2]).toBe(conferenceKey(sample).split('|')[2]);
    }
  });

  it('gives a long text one hash in fields and in ids', async () => {
    const email = `${'a'.repeat(500)}@Example.com`;
    const sample = idOf({ ...named, participant: who({ email }) });
    for (const treatment of ['hash', 'drop'] as const) {
      const [found] = await redacted([sample], { email: treatment });
      if (found === undefined) throw new Error('There is no sample.');
      expect(found.id.split('|')[3]).toBe(participantKey(found).split('|')[3]);
    }
  });

  it('leaves no name of an unknown field and no text in place of a time, unless issueText says so', async () => {
    const text = 'anna@example.com';
    const raw = example('meeting.participant_qos');
    Object.assign(raw.payload.object.participant.qos[0], { date_time: text, [text]: '1' });
    raw.payload.object.participant.qos[0].details[text] = '1';
    const { batch } = readBodies([raw]);
    const { samples, issues } = await createRedaction({ key, email: 'drop' })(batch);
    expect(JSON.stringify({ samples, issues })).not.toContain(text);
    expect(issues.map(({ path }) => path.length)).toEqual(batch.issues.map(({ path }) => path.length));
    expect(issues.some(({ recordId }) => recordId === samples[0]?.id)).toBe(true);
    const kept = await createRedaction({ key, email: 'drop', issueText: 'keep' })(batch);
    expect(kept.issues.map(({ path }) => path)).toEqual(batch.issues.map(({ path }) => path));
    expect(kept.samples[0]?.id).toBe(batch.samples[0]?.id);
  });

  it('takes undefined for the default, and rejects an option that it does not know', async () => {
    const [sample] = await redacted([named], { email: undefined } as never);
    expect(sample?.participant.email).toMatch(/^[\da-f]{32}$/);
    expect(() => createRedaction({ key, emial: 'drop' } as never)).toThrow(/emial.*email/);
  });

  it('rejects anything but a batch of records', async () => {
    const redact = createRedaction({ key });
    const wrong = [
      undefined,
      null,
      5,
      [],
      { samples: 'all' },
      { samples: [null] },
      { samples: [{ id: 'x' }] },
    ];
    for (const value of [...wrong, { snapshots: [{}] }, { issues: [{}] }, { issues: [null] }])
      await expect(redact(value as never)).rejects.toBeInstanceOf(ArgumentError);
  });

  it('rejects a short key without showing it, and a treatment that a field does not have', () => {
    expect(() => createRedaction({ key: 'secret' })).toThrow(/^(?!.*secret).*key/);
    // @ts-expect-error e-mails have no such treatment
    expect(() => createRedaction({ key, email: 'truncate' })).toThrow('email');
  });
});

it.each([
  ['203.0.113.9', '203.0.113.0'],
  ['2001:db8:85a3:8d3:1319:8a2e:370:7348', '2001:db8:85a3::'],
  ['2001:db8::1', '2001:db8:0::'],
  ['::1', '0:0:0::'],
  ['::ffff:203.0.113.9', '203.0.113.0'],
  ['office', null],
  ['office:1', null],
])('truncates %s to %s', (text, network) => {
  expect(truncateIp(text)).toBe(network);
});

/** What identifies people in a batch. */
function textsOf({ samples, snapshots }: Batch): string[] {
  const records = [...samples, ...snapshots];
  const people = records.flatMap(({ participant }) => [participant.name, participant.email]);
  const computers = snapshots.flatMap((snapshot) => [
    snapshot.pcName,
    snapshot.domain,
    snapshot.macAddress,
    snapshot.harddiskId,
    snapshot.microphone,
    snapshot.speaker,
    snapshot.camera,
    snapshot.location,
    snapshot.signalingIpAddress,
    snapshot.signalingInternalIpAddress,
    snapshot.audioInternalIpAddress,
  ]);
  return [...new Set([...people, ...computers])].filter((text) => typeof text === 'string');
}
