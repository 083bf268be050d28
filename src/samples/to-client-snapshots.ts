import type { Path } from '../errors.js';
import type { DataEvent, DataSummaryEvent } from '../events/index.js';
import { deviceOf, networkOf } from './client-kinds.js';
import type { ClientField } from './field.js';
import { CLIENT_FIELD_NAMES, CLIENT_FIELDS, type ClientFieldName, clientWireNames } from './fields.js';
import { issue, type SampleIssue } from './issue.js';
import { keyOfItem, keyOfStay, keyPart } from './key.js';
import { originOf } from './origin.js';
import { dataParticipations } from './participation.js';
import type { ClientFields, ClientSnapshot, SnapshotResult } from './snapshot.js';

/** Every field by each of its names on the wire, with the first of them. */
const FIELDS_BY_WIRE: ReadonlyMap<string, readonly [ClientFieldName, ClientField, string]> =
  /* @__PURE__ */ new Map(
    /* @__PURE__ */ CLIENT_FIELD_NAMES.flatMap((name) => {
      const wires = clientWireNames(name);
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
  const participations = dataParticipations(event);
  const origin = originOf(event, 'change' as const, issues);
  for (const { conference, participant, items, path } of participations) {
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
