import type { DeviceType, NetworkType } from '../../generated/qss.js';
import type { LinkProfile } from './link.js';

/** The path of the media: the client itself, a room connector, or the web client's gateway. */
export type MediaPath = 'client' | 'crc' | 'rwg';

/** A device with its client and peripherals. */
export interface Equipment {
  readonly device: DeviceType;
  readonly deviceDetail: string;
  readonly client: string;
  readonly version: string;
  readonly microphone: string;
  readonly speaker: string;
  readonly camera: string;
}

/** How a person takes part: media path, network and equipment. */
export interface Profile {
  readonly path: MediaPath;
  readonly link: LinkProfile;
  /** The networks of computers and room systems; mobile phones use Wi-Fi or cellular. */
  readonly networks: readonly [NetworkType, ...NetworkType[]];
  readonly equipment: readonly [Equipment, ...Equipment[]];
}

const LAPTOPS: Profile['equipment'] = [
  {
    device: 'Windows',
    deviceDetail: 'Windows 11 24H2',
    client: 'Zoom Workplace 6.2.11',
    version: '6.2.11.50939',
    microphone: 'Jabra Evolve2 40',
    speaker: 'Jabra Evolve2 40',
    camera: 'Integrated Webcam',
  },
  {
    device: 'Mac',
    deviceDetail: 'macOS 15.1',
    client: 'Zoom Workplace 6.2.11',
    version: '6.2.11.43613',
    microphone: 'MacBook Pro Microphone',
    speaker: 'MacBook Pro Speakers',
    camera: 'FaceTime HD Camera',
  },
];

const PHONES: Profile['equipment'] = [
  {
    device: 'iOS',
    deviceDetail: 'iPhone 16',
    client: 'Zoom Workplace 6.2.10',
    version: '6.2.10.20184',
    microphone: 'iPhone Microphone',
    speaker: 'iPhone Speaker',
    camera: 'Front Camera',
  },
  {
    device: 'Android',
    deviceDetail: 'Pixel 9',
    client: 'Zoom Workplace 6.2.10',
    version: '6.2.10.24991',
    microphone: 'Built-in Microphone',
    speaker: 'Built-in Speaker',
    camera: 'Front Camera',
  },
];

const ROOM_SYSTEMS: Profile['equipment'] = [
  {
    device: 'H.323/SIP',
    deviceDetail: 'Cisco Room Kit',
    client: 'Cisco RoomOS 11.20',
    version: '11.20.1.7',
    microphone: 'Ceiling Array',
    speaker: 'Room Speakers',
    camera: 'Quad Camera',
  },
];

const BROWSERS: Profile['equipment'] = [
  {
    device: 'Windows',
    deviceDetail: 'Chrome 142',
    client: 'Web video sdk 2.2.10',
    version: '2.2.10',
    microphone: 'Default - Microphone',
    speaker: 'Default - Speakers',
    camera: 'Integrated Webcam',
  },
  {
    device: 'Mac',
    deviceDetail: 'Safari 26',
    client: 'Web video sdk 2.2.10',
    version: '2.2.10',
    microphone: 'Default - MacBook Air Microphone',
    speaker: 'Default - MacBook Air Speakers',
    camera: 'FaceTime HD Camera',
  },
];

export const PROFILES = {
  office: {
    path: 'client',
    link: {
      latencyMs: [14, 34],
      jitterMs: [1, 4],
      idleLoss: 8,
      burst: { startChance: 0.004, endChance: 0.4 },
      worst: { latencyMs: 60, jitterMs: 18, loss: 220, bitrate: 0.25 },
    },
    networks: ['Wired', 'Wired', 'Wifi'],
    equipment: LAPTOPS,
  },
  home: {
    path: 'client',
    link: {
      latencyMs: [26, 58],
      jitterMs: [4, 11],
      idleLoss: 30,
      burst: { startChance: 0.03, endChance: 0.22 },
      worst: { latencyMs: 190, jitterMs: 85, loss: 1500, bitrate: 0.65 },
    },
    networks: ['Wifi', 'Wifi', 'Wifi', 'Wired'],
    equipment: [...LAPTOPS, ...PHONES],
  },
  vpn: {
    path: 'client',
    link: {
      latencyMs: [155, 240],
      jitterMs: [8, 18],
      idleLoss: 45,
      burst: { startChance: 0.012, endChance: 0.25 },
      worst: { latencyMs: 170, jitterMs: 45, loss: 420, bitrate: 0.35 },
    },
    networks: ['Wifi', 'Wired'],
    equipment: LAPTOPS,
  },
  room: {
    path: 'crc',
    link: {
      latencyMs: [32, 66],
      jitterMs: [2, 7],
      idleLoss: 15,
      burst: { startChance: 0.01, endChance: 0.3 },
      worst: { latencyMs: 110, jitterMs: 35, loss: 600, bitrate: 0.3 },
    },
    networks: ['Wired'],
    equipment: ROOM_SYSTEMS,
  },
  browser: {
    path: 'rwg',
    link: {
      latencyMs: [38, 82],
      jitterMs: [5, 14],
      idleLoss: 35,
      burst: { startChance: 0.015, endChance: 0.25 },
      worst: { latencyMs: 150, jitterMs: 60, loss: 900, bitrate: 0.5 },
    },
    networks: ['Wifi', 'Wired', 'Others'],
    equipment: BROWSERS,
  },
} as const satisfies Record<string, Profile>;

export type ProfileName = keyof typeof PROFILES;
