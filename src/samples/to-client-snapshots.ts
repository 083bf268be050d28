import type { Path } from '../errors.js';
import type { DataEvent, DataSummaryEvent } from '../events/index.js';
import {
  CLIENT_FIELD_NAMES,
  CLIENT_FIELDS,
  type ClientField,
  type ClientFieldName,
  wireNames,
} from './client-fields.js';
import { type Device, deviceOf, type Network, networkOf } from './client-kinds.js';
import { issue } from './issue.js';
import { keyOfItem, keyOfStay, keyPart } from './key.js';
import { originOf } from './origin.js';
import { dataStays } from './stay.js';
import type { Conference, Participant, Product, SampleIssue } from './types.js';

/** The fields of a client's data, each absent if it was not sent, and `null` if it was sent blank. */
export type ClientFields = {
  readonly [F in keyof typeof CLIENT_FIELDS]?: Exclude<
    ReturnType<(typeof CLIENT_FIELDS)[F]['read']>,
    undefined
  >;
};

/**
 * Device, network and client of one participant, as one item of `data[]` says it. It is plain JSON. A change event sends
 * what changed: its snapshot is as partial as the item. Much of it is personal data.
 */
export interface ClientSnapshot extends ClientFields {
  /** Natural key: the same on redelivery, and never shared by two snapshots of an event. */
  readonly id: string;
  readonly source: DataEvent['event'] | DataSummaryEvent['event'];
  readonly product: Exclude<Product, 'phone'>;
  /** `'change'` when a setting changed; `'summary'` when the participant left. */
  readonly window: 'change' | 'summary';
  /** When the event was made, in milliseconds since the epoch. */
  readonly eventAtMs: number | null;
  readonly accountId: string | null;
  readonly conference: Conference;
  readonly participant: Participant;
  /** `deviceRaw` in one spelling; `null` for what is none of the documented kinds. */
  readonly device?: Device | null;
  /** `networkTypeRaw` in one spelling; `null` for what is none of the documented kinds. */
  readonly networkType?: Network | null;
}

/** What normalising a data event gives: snapshots, and whatever was met on the way. */
export interface SnapshotResult {
  readonly snapshots: ClientSnapshot[];
  readonly issues: SampleIssue[];
}

/** Every field by each of its names on the wire, with the first of them. */
const FIELDS_BY_WIRE: ReadonlyMap<string, readonly [ClientFieldName, ClientField, string]> =
  /* @__PURE__ */ new Map(
    /* @__PURE__ */ CLIENT_FIELD_NAMES.flatMap((name) => {
      const wires = wireNames(name);
      return wires.map((wire) => [wire, [name, CLIENT_FIELDS[name], wires[0]]] as const);
    }),
  );

/**
 * Turns a data event into snapshots, one for each item of `data[]`, and the issues met on the way. Ports become numbers,
 * blanks `null`; device and network type come raw and in one spelling.
 *
 * @param event an event that was parsed or guarded; it is not changed
 * @throws {EventParseError} `event_malformed`, for an event of another name, which no typed call can give
 * @example
 * const event = parseEvent(body)
 * if (isDataEvent(event)) for (const snapshot of toClientSnapshots(event).snapshots) merge(snapshot)
 */
export function toClientSnapshots(event: DataEvent | DataSummaryEvent): SnapshotResult {
  const issues: SampleIssue[] = [];
  const snapshots: ClientSnapshot[] = [];
  const stays = dataStays(event);
  const origin = originOf(event, 'change' as const, issues);
  for (const { conference, participant, items, path } of stays) {
    const common = {
      ...origin,
      // Phone calls have no data events.
      product: origin.product as ClientSnapshot['product'],
      conference,
      participant,
    };
    const key = keyOfStay(origin, { conference, participant }) + keyPart(null);
    for (const [index, item] of items.entries()) {
      const id = keyOfItem(key, keyPart(null), snapshots.length);
      snapshots.push({ id, ...common, ...readClient(item, path(index), issues) });
    }
  }
  return { snapshots, issues };
}

function readClient(
  item: object,
  path: Path,
  issues: SampleIssue[],
): ClientFields & Pick<ClientSnapshot, 'device' | 'networkType'> {
  const data: Record<string, string | number | null> = {};
  const given: ReadonlyMap<string, unknown> = new Map(Object.entries(item));
  for (const [wire, value] of given) {
    const found = FIELDS_BY_WIRE.get(wire);
    if (found === undefined) {
      issues.push(issue('field_unknown', [...path, wire], value, 'a documented field'));
      continue;
    }
    const [name, { read, expected }, first] = found;
    const own = read(value);
    if (own === undefined) issues.push(issue('value_unreadable', [...path, wire], value, expected));
    // A deprecated double of a field fills it only where the field itself says nothing.
    const taken = wire === first ? null : read(given.get(first));
    if (taken && own && own !== taken) {
      issues.push(issue('field_unknown', [...path, wire], value, `one field for ${name}`));
    }
    data[name] = taken ?? own ?? data[name] ?? null;
  }
  const { deviceRaw, networkTypeRaw } = data as ClientFields;
  if (deviceRaw !== undefined) data.device = deviceOf(deviceRaw);
  if (networkTypeRaw !== undefined) data.networkType = networkOf(networkTypeRaw);
  return data;
}
