import { readPort } from '../values/port.js';
import { readText } from './text.js';

/** How one field of a client's data comes over the wire. */
export interface ClientField {
  /** The field's name on the wire, and those of its deprecated doubles. */
  readonly wire: readonly [string, ...string[]];
  /** Gives `null` for a blank, `undefined` for what cannot be read. */
  readonly read: (value: unknown) => string | number | null | undefined;
  /** What is expected, to name in an issue. */
  readonly expected: string;
}

const text = <const W extends [string, ...string[]]>(...wire: W) => ({
  wire,
  read: readText,
  expected: 'text',
});
const port = <const W extends [string, ...string[]]>(...wire: W) => ({
  wire,
  read: readPort,
  expected: 'a port number',
});

/** Every field of a snapshot once: from this table come its type, its reader, its row and the documentation. */
export const CLIENT_FIELDS = {
  /** Zoom's own word for the kind of device; `device` has it in one spelling. */
  deviceRaw: text('device'),
  /** The device in more detail, such as browser and version. */
  deviceDetail: text('device_detail'),
  /** The client application. */
  client: text('client'),
  /** The client's version. */
  version: text('version'),
  /** Zoom's own word for the kind of network; `networkType` has it in one spelling. */
  networkTypeRaw: text('network_type'),
  /** How the media travels: through the cloud, or peer to peer. */
  connectionType: text('connection_type'),
  /** Zoom's data centre. */
  dataCenter: text('data_center'),
  /** City, and mostly country. */
  location: text('location', 'Location'),
  microphone: text('microphone'),
  speaker: text('speaker'),
  camera: text('camera'),
  /** The computer's name. */
  pcName: text('pc_name'),
  /** The computer's domain. */
  domain: text('domain'),
  macAddress: text('mac_addr'),
  harddiskId: text('harddisk_id'),
  signalingIpAddress: text('signaling_ip_address'),
  signalingInternalIpAddress: text('signaling_internal_ip_address'),
  signalingInternalIpPort: port('signaling_internal_ip_port'),
  audioInternalIpAddress: text('audio_internal_ip_address'),
  audioInternalIpPort: port('audio_internal_ip_port'),
  videoInternalIpAddress: text('video_internal_ip_address'),
  videoInternalIpPort: port('video_internal_ip_port'),
  /** Of screen sharing, which Zoom calls `as`. */
  shareInternalIpAddress: text('as_internal_ip_address'),
  shareInternalIpPort: port('as_internal_ip_port'),
  destinationIpDomain: text('destination_ip_domain'),
  destinationIpPort: port('destination_ip_port'),
} as const satisfies Record<string, ClientField>;

/** The documented kinds of device. */
export type Device = 'Windows' | 'Mac' | 'iOS' | 'Android' | 'Phone' | 'H.323/SIP';

/** The documented kinds of network; `3G` is read as `Cellular`. */
export type Network = 'Wired' | 'Wifi' | 'PPP' | 'Cellular' | 'Others';

// By what the text begins with, since older data has versions in it: `win 10+ 17763`.
const DEVICES: readonly (readonly [RegExp, Device])[] = [
  [/^win/i, 'Windows'],
  [/^mac/i, 'Mac'],
  [/^(?:ios|iphone|ipad)/i, 'iOS'],
  [/^android/i, 'Android'],
  [/^phone/i, 'Phone'],
  [/^(?:h\.?323|sip)/i, 'H.323/SIP'],
];

const NETWORKS: readonly (readonly [RegExp, Network])[] = [
  [/^wired/i, 'Wired'],
  [/^wi-?fi/i, 'Wifi'],
  [/^ppp/i, 'PPP'],
  [/^(?:cellular|3g)/i, 'Cellular'],
  [/^other/i, 'Others'],
];

/** One spelling for what Zoom writes in several, `WIN` for one; `null` for what is none of the documented kinds. */
export function deviceOf(raw: string): Device | null {
  return DEVICES.find(([pattern]) => pattern.test(raw))?.[1] ?? null;
}

/** One spelling for what Zoom writes in several; `null` for what is none of the documented kinds. */
export function networkOf(raw: string): Network | null {
  return NETWORKS.find(([pattern]) => pattern.test(raw))?.[1] ?? null;
}
