import { parsePort } from '../values/port.js';
import { snakeCase } from './snake-case.js';
import { readText } from './text.js';

/** How one field of a client's data is read. */
export interface ClientField {
  /** Gives `null` for a blank, `undefined` for what cannot be read. */
  readonly read: (value: unknown) => string | number | null | undefined;
  /** What is expected, to name in an issue. */
  readonly expected: string;
}

const TEXT = { read: readText, expected: 'text' };
const PORT = { read: parsePort.read, expected: 'a port' };

/** Every field of a snapshot once: from this table come its type, its reader, its row and the documentation. */
export const CLIENT_FIELDS = {
  /** Zoom's own word for the kind of device; `device` has it in one spelling. */
  deviceRaw: TEXT,
  /** The device in more detail, such as browser and version. */
  deviceDetail: TEXT,
  /** The client application. */
  client: TEXT,
  /** The client's version. */
  version: TEXT,
  /** Zoom's own word for the kind of network; `networkType` has it in one spelling. */
  networkTypeRaw: TEXT,
  /** How the media travels: through the cloud, or peer to peer. */
  connectionType: TEXT,
  /** Zoom's data centre. */
  dataCenter: TEXT,
  /** City, and mostly country. */
  location: TEXT,
  microphone: TEXT,
  speaker: TEXT,
  camera: TEXT,
  /** The computer's name. */
  pcName: TEXT,
  /** The computer's domain. */
  domain: TEXT,
  macAddress: TEXT,
  harddiskId: TEXT,
  signalingIpAddress: TEXT,
  signalingInternalIpAddress: TEXT,
  signalingInternalIpPort: PORT,
  audioInternalIpAddress: TEXT,
  audioInternalIpPort: PORT,
  videoInternalIpAddress: TEXT,
  videoInternalIpPort: PORT,
  /** Of screen sharing, which Zoom calls `as`. */
  shareInternalIpAddress: TEXT,
  shareInternalIpPort: PORT,
  destinationIpDomain: TEXT,
  destinationIpPort: PORT,
} as const satisfies Record<string, ClientField>;

export type ClientFieldName = keyof typeof CLIENT_FIELDS;
export const CLIENT_FIELD_NAMES = /* @__PURE__ */ Object.keys(CLIENT_FIELDS) as ClientFieldName[];

type WireNames = readonly [string, ...string[]];

/** What Zoom calls other than we do. */
const OTHER_NAMES: { readonly [F in ClientFieldName]?: WireNames } = {
  deviceRaw: ['device'],
  networkTypeRaw: ['network_type'],
  location: ['location', 'Location'],
  macAddress: ['mac_addr'],
  shareInternalIpAddress: ['as_internal_ip_address'],
  shareInternalIpPort: ['as_internal_ip_port'],
};

/** A field's name on the wire, and those of its deprecated doubles. */
export function wireNames(field: ClientFieldName): WireNames {
  return OTHER_NAMES[field] ?? [snakeCase(field)];
}
