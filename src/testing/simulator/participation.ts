import type { ClientDataSummary } from '../../generated/qss.js';
import type { Random } from '../random.js';
import type { FaultRates, SimulatedEvent } from './delivery.js';
import { type Conference, type Participant, participantEvents } from './events.js';
import { CONFERENCE_FIELDS } from './fields.js';
import { createLink } from './link.js';
import { type ClientState, createMeter } from './measure.js';
import { plantInRecord, recordItems } from './record.js';
import { createSummary } from './summary.js';

/** A screen share: by whom, and when. */
export interface ScreenShare {
  readonly participant: Participant;
  readonly fromMs: number;
  readonly toMs: number;
}

/** One participant's time in one conference. */
export interface Participation {
  readonly participant: Participant;
  readonly joinMs: number;
  readonly leaveMs: number;
}

const MINUTE_MS = 60_000;
/** Zoom samples every six seconds and combines about ten samples into a record. */
const SAMPLING_MS = 6_000;

/**
 * The events of one participation: client data on joining and on changes, a record every minute, summaries on leaving.
 */
export function* simulateParticipation(
  conference: Conference,
  { participant, joinMs, leaveMs }: Participation,
  sharing: ScreenShare | undefined,
  random: Random,
  rates: FaultRates,
): Generator<SimulatedEvent> {
  const { profile } = participant.person;
  const events = participantEvents(conference, participant);
  const link = createLink(profile.link, random.fork('link'));
  const measure = createMeter(profile.path, random.fork('readings'));
  const faults = random.fork('faults');
  const summary = createSummary(CONFERENCE_FIELDS);
  // One delay for all events of a participation, so that they stay in order.
  const lagMs = random.integer(300, 1_900);

  const client = { ...participant.person.client };
  if (random.chance(0.25)) client.camera = '';
  const changes = changesOf(participant, joinMs, leaveMs, random);
  const timedEvent = (atMs: number, create: (atMs: number) => SimulatedEvent['event']): SimulatedEvent => ({
    atMs: atMs + lagMs,
    event: create(atMs + lagMs),
    planted: [],
  });

  const { device_detail: _, client: __, ...atFirst } = client;
  yield timedEvent(joinMs, (ts) => events.data(ts, { ...atFirst }));
  let change = changes.next();
  for (let fromMs = joinMs; fromMs < leaveMs; fromMs += MINUTE_MS) {
    const toMs = Math.min(fromMs + MINUTE_MS, leaveMs);
    while (!change.done && change.value.atMs < toMs) {
      const changed = change.value.change(client);
      Object.assign(client, changed);
      yield timedEvent(change.value.atMs, (ts) => events.data(ts, changed));
      change = changes.next();
    }
    const count = Math.max(1, Math.round((toMs - fromMs) / SAMPLING_MS));
    const conditions = Array.from({ length: count }, link);
    const state: ClientState = {
      cameraOn: client.camera !== '',
      sharing:
        sharing === undefined || sharing.fromMs >= toMs || sharing.toMs <= fromMs
          ? 'none'
          : sharing.participant === participant
            ? 'own'
            : 'others',
      onWifi: client.network_type === 'Wifi',
    };
    const items = recordItems(measure(conditions, state), CONFERENCE_FIELDS, toMs);
    const who = conference.product === 'session' ? 'user' : 'participant';
    const pathOf = (index: number) => ['payload', 'object', who, 'qos', index];
    const planted = plantInRecord(items, pathOf, rates, faults);
    for (const { wire, values } of items) summary.add(wire.type, values);
    const record = events.qos(
      toMs + lagMs,
      items.map(({ wire }) => wire),
    );
    yield { atMs: toMs + lagMs, event: record, planted };
  }
  yield timedEvent(leaveMs + 2_000, (ts) => events.qosSummary(ts, summary.items()));
  yield timedEvent(leaveMs + 2_400, (ts) => events.dataSummary(ts, { ...client }));
}

interface ClientChange {
  readonly atMs: number;
  /** The fields that change, with their new values. */
  readonly change: (client: Readonly<Required<ClientDataSummary>>) => Partial<Client>;
}

type Client = Omit<Required<ClientDataSummary>, 'device_detail' | 'client'>;

/** The changes a participant makes: camera on or off, another headset, another network. */
function* changesOf(
  participant: Participant,
  joinMs: number,
  leaveMs: number,
  random: Random,
): Generator<ClientChange, undefined> {
  const { camera } = participant.person.client;
  const changes = [
    (client: Client): Partial<Client> => ({ camera: client.camera === '' ? camera : '' }),
    (): Partial<Client> => ({ microphone: 'AirPods Pro', speaker: 'AirPods Pro' }),
    (client: Client): Partial<Client> => ({
      network_type: client.network_type === 'Wifi' ? 'Cellular' : 'Wifi',
    }),
  ] as const;
  // Room systems keep their devices and network.
  if (participant.person.profile.path === 'crc') return;
  let atMs = joinMs;
  for (;;) {
    atMs += random.integer(2 * MINUTE_MS, 45 * MINUTE_MS);
    if (atMs >= leaveMs) return;
    yield { atMs, change: random.pick([changes[0], changes[0], changes[0], changes[1], changes[2]]) };
  }
}
