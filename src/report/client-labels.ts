import type { ClientSnapshot } from '../samples/index.js';

/**
 * The properties of a client that the page shows. Hardware addresses and hardware identifiers are left out: they explain
 * no call, and reports are passed on.
 */
export const LABELS = {
  device: 'Device',
  deviceDetail: 'Device detail',
  client: 'Client',
  version: 'Version',
  networkType: 'Network',
  connectionType: 'Connection',
  dataCenter: 'Data centre',
  location: 'Location',
  signalingIpAddress: 'IP address',
  signalingInternalIpAddress: 'Internal IP address',
  microphone: 'Microphone',
  speaker: 'Speaker',
  camera: 'Camera',
  pcName: 'Computer name',
  domain: 'Domain',
} as const satisfies { readonly [F in keyof ClientSnapshot]?: string };

/** The fields that hold Zoom's own text when it is not one of the documented members. */
export const RAW = { device: 'deviceRaw', networkType: 'networkTypeRaw' } as const;
