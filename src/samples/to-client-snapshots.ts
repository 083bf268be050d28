import type { Path } from '../errors.js';
import type { DataEvent, DataSummaryEvent } from '../events/index.js';
import type { ClientData, ClientDataSummary } from '../generated/qss.js';
import { deviceOf, networkOf } from './client-kinds.js';
import { asArgumentError } from './event-argument.js';
import type { ClientField } from './field.js';
import { CLIENT_FIELD_NAMES, CLIENT_FIELDS, type ClientFieldName, clientWireNames } from './fields.js';
import { IssueList } from './issue.js';
import { noteEvent } from './note-event.js';
import { originOf } from './origin.js';
import { dataParticipations, type Participation } from './participation.js';
import { idOfOwner } from './samples.js';
import type { ClientFields, ClientSnapshot, SnapshotResult } from './snapshot.js';
import { isUnstorable } from './text.js';

/** Every field by each of its names on the wire, with the first of them. */
const FIELDS_BY_WIRE: ReadonlyMap<string, readonly [ClientFieldName, ClientField, string]> =
  /* @__PURE__ */ new Map(
    /* @__PURE__ */ CLIENT_FIELD_NAMES.flatMap((name) => {
      const wires = clientWireNames(name);
      return wires.map((wire) => [wire, [name, CLIENT_FIELDS[name], wires[0]]] as const);
    }),
  );

/**
 * Turns a data event into snapshots, one for each item of `data[]`, and the issues found on the way. Ports become numbers,
 * blanks `null`; device and network type come raw and in one spelling.
 *
 * @param event an event that was parsed or guarded; it is not changed
 * @throws {ArgumentError} `argument_invalid`, for anything but a data event; no typed call can give it
 * @example
 * const event = parseEvent(body)
 * if (isDataEvent(event)) await store(toClientSnapshots(event).snapshots.map(toRow))
 */
export function toClientSnapshots(event: DataEvent | DataSummaryEvent): SnapshotResult {
  try {
    const issues = new IssueList();
    const origin = originOf(event, 'change' as const, issues);
    const participations = dataParticipations(event, issues);
    noteEvent(event, origin, participations, issues);
    const snapshots = participations.flatMap((participation) =>
      snapshotsOf({ ...origin, product: origin.product as ClientSnapshot['product'] }, participation, issues),
    );
    return { snapshots, issues: issues.all };
  } catch (error) {
    throw asArgumentError(error, event, 'toClientSnapshots');
  }
}

function snapshotsOf(
  origin: Pick<ClientSnapshot, 'source' | 'product' | 'span' | 'eventAtMs' | 'accountId'>,
  { conference, participant, items, path }: Participation<ClientData | ClientDataSummary>,
  issues: IssueList,
): ClientSnapshot[] {
  const owner = { ...origin, conference, participant };
  // Snapshots have neither stream type nor time of measurement.
  const ownerId = `${idOfOwner(owner)}|`;
  return items.map((item, index) => {
    const id = index === 0 ? ownerId : `${ownerId}|${index}`;
    issues.recordId = id;
    return { id, ...owner, ...readClient(item, path(index), issues) };
  });
}

function readClient(
  item: object,
  path: Path,
  issues: IssueList,
): ClientFields & Pick<ClientSnapshot, 'device' | 'networkType'> {
  const data: Record<string, string | number | null> = {};
  const given: ReadonlyMap<string, unknown> = new Map(Object.entries(item));
  for (const [wire, value] of given) {
    const found = FIELDS_BY_WIRE.get(wire);
    if (found === undefined) {
      issues.add('field_unknown', [...path, wire], value, 'a documented field');
      continue;
    }
    const [name, { read, expected }, current] = found;
    const own = read(value);
    if (own === undefined) issues.add('value_unreadable', [...path, wire], value, expected);
    if (isUnstorable(value)) issues.addCleaned([...path, wire], value);
    // A deprecated name fills a field only where the current one says nothing.
    const taken = wire === current ? null : read(given.get(current));
    if (taken && own && own !== taken)
      issues.add('field_unknown', [...path, wire], value, `one field for ${name}`);
    data[name] = taken ?? own ?? data[name] ?? null;
  }
  const { deviceRaw, networkTypeRaw } = data as ClientFields;
  if (deviceRaw !== undefined) data.device = deviceOf(deviceRaw);
  if (networkTypeRaw !== undefined) data.networkType = networkOf(networkTypeRaw);
  return data;
}
