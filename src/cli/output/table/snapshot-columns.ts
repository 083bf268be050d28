import { CLIENT_FIELD_NAMES } from '../../../samples/fields.js';
import type { ClientFields, ClientSnapshot } from '../../../samples/index.js';
import { snakeCase } from '../../../samples/snake-case.js';
import type { TableColumn } from './column.js';
import { conferenceColumn, participantColumn, productColumn, timeColumn } from './shared-columns.js';

type Column = TableColumn<ClientSnapshot>;

function field(
  name: string,
  rank: number,
  of: (snapshot: ClientSnapshot) => string | number | null | undefined,
): Column {
  return { name, rank, align: 'left', minWidth: 14, text: (snapshot) => String(of(snapshot) ?? '') };
}

const FIRST: readonly Column[] = [
  timeColumn(4, (snapshot) => snapshot.eventAtMs),
  productColumn(5),
  { ...field('span', 6, ({ span }) => span), isDistinguishing: true },
  conferenceColumn(7),
  participantColumn(1),
  field('device', 2, ({ device, deviceRaw }) => device ?? deviceRaw),
  field('network', 3, ({ networkType, networkTypeRaw }) => networkType ?? networkTypeRaw),
  field('location', 8, ({ location }) => location),
  field('client', 9, ({ client }) => client),
  field('version', 10, ({ version }) => version),
  field('microphone', 11, ({ microphone }) => microphone),
  field('speaker', 12, ({ speaker }) => speaker),
  field('camera', 13, ({ camera }) => camera),
  field('data center', 14, ({ dataCenter }) => dataCenter),
  field('connection', 15, ({ connectionType }) => connectionType),
  field('device detail', 16, ({ deviceDetail }) => deviceDetail),
];

const SHOWN: ReadonlySet<string> = new Set<keyof ClientFields>([
  'deviceRaw',
  'networkTypeRaw',
  'location',
  'client',
  'version',
  'microphone',
  'speaker',
  'camera',
  'dataCenter',
  'connectionType',
  'deviceDetail',
]);

/** Addresses and ports, for wide tables only. */
const OTHERS = CLIENT_FIELD_NAMES.filter((name) => !SHOWN.has(name)).map((name, index) =>
  field(snakeCase(name).replaceAll('_', ' '), 20 + index, (snapshot) => snapshot[name]),
);

/** The columns of the table of snapshots. */
export const SNAPSHOT_TABLE_COLUMNS: readonly Column[] = [...FIRST, ...OTHERS];
