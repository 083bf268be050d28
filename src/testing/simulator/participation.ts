import type { ClientDataSummary } from '../../generated/qss.js';
import type { Random } from '../random.js';
import type { FaultRates, StoryEvent } from './delivery.js';
import { CONFERENCE_FIELDS } from './fields.js';
import { createLink } from './link.js';
import { createReader, type Situation } from './readings.js';
import { plantInRecord, recordItems } from './record.js';
import { createSummary } from './summary.js';
import { type Conference, type Guest, wordingOf } from './wording.js';

/** Who shares a screen, and when. */
export interface Sharing {
  readonly guest: Guest;
  readonly fromMs: number;
  readonly toMs: number;
}

/** One guest's time in one conference. */
export interface Stay {
  readonly guest: Guest;
  readonly joinMs: number;
  readonly leaveMs: number;
}

const MINUTE_MS = 60_000;
/** Zoom samples every six seconds, and folds about ten samples into a record. */
const READING_MS = 6_000;

/** What Zoom tells of a stay: client data on joining and on changes, a record a minute, summaries on leaving. */
export function* tellStay(
  conference: Conference,
  { guest, joinMs, leaveMs }: Stay,
  sharing: Sharing | undefined,
  random: Random,
  rates: FaultRates,
): Generator<StoryEvent> {
  const { profile } = guest.person;
  const wording = wordingOf(conference, guest);
  const link = createLink(profile.link, random.fork('link'));
  const read = createReader(profile.path, random.fork('readings'));
  const faults = random.fork('faults');
  const summary = createSummary(CONFERENCE_FIELDS);
  // The same for all that is told of a stay, so that it is told in order.
  const lagMs = random.integer(300, 1_900);

  const client = { ...guest.person.client };
  if (random.chance(0.25)) client.camera = '';
  const changes = changesOf(guest, joinMs, leaveMs, random);
  const tell = (atMs: number, say: (atMs: number) => StoryEvent['event']): StoryEvent => ({
    atMs: atMs + lagMs,
    event: say(atMs + lagMs),
    planted: [],
  });

  const { device_detail: _, client: __, ...atFirst } = client;
  yield tell(joinMs, (ts) => wording.data(ts, { ...atFirst }));
  let change = changes.next();
  for (let fromMs = joinMs; fromMs < leaveMs; fromMs += MINUTE_MS) {
    const toMs = Math.min(fromMs + MINUTE_MS, leaveMs);
    while (!change.done && change.value.atMs < toMs) {
      const changed = change.value.change(client);
      Object.assign(client, changed);
      yield tell(change.value.atMs, (ts) => wording.data(ts, changed));
      change = changes.next();
    }
    const count = Math.max(1, Math.round((toMs - fromMs) / READING_MS));
    const conditions = Array.from({ length: count }, link);
    const situation: Situation = {
      cameraOn: client.camera !== '',
      sharing:
        sharing === undefined || sharing.fromMs >= toMs || sharing.toMs <= fromMs
          ? 'none'
          : sharing.guest === guest
            ? 'own'
            : 'others',
      onWifi: client.network_type === 'Wifi',
    };
    const items = recordItems(read(conditions, situation), CONFERENCE_FIELDS, toMs);
    const who = conference.product === 'session' ? 'user' : 'participant';
    const pathOf = (index: number) => ['payload', 'object', who, 'qos', index];
    const planted = plantInRecord(items, pathOf, rates, faults);
    for (const { wire, values } of items) summary.add(wire.type, values);
    const record = wording.qos(
      toMs + lagMs,
      items.map(({ wire }) => wire),
    );
    yield { atMs: toMs + lagMs, event: record, planted };
  }
  yield tell(leaveMs + 2_000, (ts) => wording.qosSummary(ts, summary.items()));
  yield tell(leaveMs + 2_400, (ts) => wording.dataSummary(ts, { ...client }));
}

interface Change {
  readonly atMs: number;
  /** The fields that change, with their new values. */
  readonly change: (client: Readonly<Required<ClientDataSummary>>) => Partial<Client>;
}

type Client = Omit<Required<ClientDataSummary>, 'device_detail' | 'client'>;

/** What a guest changes: camera on and off, another headset, another network. */
function* changesOf(
  guest: Guest,
  joinMs: number,
  leaveMs: number,
  random: Random,
): Generator<Change, undefined> {
  const { camera } = guest.person.client;
  const changes = [
    (client: Client): Partial<Client> => ({ camera: client.camera === '' ? camera : '' }),
    (): Partial<Client> => ({ microphone: 'AirPods Pro', speaker: 'AirPods Pro' }),
    (client: Client): Partial<Client> => ({
      network_type: client.network_type === 'Wifi' ? 'Cellular' : 'Wifi',
    }),
  ] as const;
  // Nobody unplugs a room system.
  if (guest.person.profile.path === 'crc') return;
  let atMs = joinMs;
  for (;;) {
    atMs += random.integer(2 * MINUTE_MS, 45 * MINUTE_MS);
    if (atMs >= leaveMs) return;
    yield { atMs, change: random.pick([changes[0], changes[0], changes[0], changes[1], changes[2]]) };
  }
}
