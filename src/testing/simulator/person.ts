import type { ClientDataSummary } from '../../generated/qss.js';
import type { Random } from '../random.js';
import { PROFILES, type Profile, type ProfileName } from './profiles.js';

/** A person who takes part in several conferences. */
export interface Person {
  readonly name: string;
  readonly email: string;
  /** The Zoom user id; in sessions the app's own user key. */
  readonly userId: string;
  readonly profile: Profile;
  /** The initial device, network and client. */
  readonly client: Required<ClientDataSummary>;
}

const FIRST_NAMES = [
  ...(['Ada', 'Amara', 'Bjorn', 'Carmen', 'Chen', 'Dana', 'Elif', 'Farid', 'Grace', 'Hana'] as const),
  ...(['Ines', 'Jonas', 'Kofi', 'Lena', 'Marco', 'Noor', 'Olga', 'Priya', 'Rosa', 'Tomas'] as const),
] as const;
const LAST_NAMES = [
  ...(['Adeyemi', 'Bauer', 'Castro', 'Demir', 'Eriksen', 'Fischer', 'Garcia', 'Haddad'] as const),
  ...(['Ito', 'Jansen', 'Kowalski', 'Lindqvist', 'Mensah', 'Novak', 'Okafor', 'Patel'] as const),
  ...(['Quinn', 'Rossi', 'Silva', 'Tanaka', 'Varga', 'Weber', 'Yilmaz', 'Zhang'] as const),
] as const;
const LOCATIONS = [
  'New York',
  'San Jose (US)',
  'Berlin (DE)',
  'London (GB)',
  'Tokyo (JP)',
  'São Paulo (BR)',
] as const;
const DATA_CENTERS = ['SC', 'NY', 'FR', 'TY'] as const;

const MOBILE_NETWORKS = ['Wifi', 'Wifi', 'Cellular'] as const;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE64 = `${LETTERS}0123456789+/`;
const BASE64URL = `${LETTERS}0123456789-_`;
const HEX = '0123456789abcdef';

/** The id of a user or account: 16 bytes in Zoom's form. */
export const userIdFrom = (random: Random) => random.text(BASE64URL, 22);

/** The UUID of a conference instance: 16 bytes in base64, so it can contain `/` and `+`. */
export const uuidFrom = (random: Random) => `${random.text(BASE64, 21)}${random.text('AQgw', 1)}==`;

/** A hexadecimal UUID. */
export function hexUuidFrom(random: Random): string {
  return [8, 4, 4, 4, 12].map((length) => random.text(HEX, length)).join('-');
}

/**
 * Creates a person. With probability `externalShare` Zoom sends neither name, e-mail nor user id, as for people outside
 * the account.
 */
export function createPerson(profileName: ProfileName, random: Random, externalShare = 0.08): Person {
  const profile: Profile = PROFILES[profileName];
  const isExternal = random.chance(externalShare);
  const [first, last] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)];
  const email = `${first}.${last}${random.integer(1, 99)}@example.com`.toLowerCase();
  return {
    name: isExternal ? '' : `${first} ${last}`,
    email: isExternal ? '' : email,
    userId: isExternal ? '' : userIdFrom(random),
    profile,
    client: clientFrom(profile, random),
  };
}

function clientFrom({ networks, equipment }: Profile, random: Random): Required<ClientDataSummary> {
  const { device, deviceDetail, client, version, microphone, speaker, camera } = random.pick(equipment);
  const address = `10.${random.integer(0, 63)}.${random.integer(0, 255)}.${random.integer(2, 254)}`;
  const port = () => String(random.integer(49_152, 65_535));
  const isMobile = device === 'iOS' || device === 'Android';
  const isComputer = device === 'Windows' || device === 'Mac';
  return {
    device,
    location: random.pick(LOCATIONS),
    network_type: random.pick(isMobile ? MOBILE_NETWORKS : networks),
    microphone,
    speaker,
    camera,
    data_center: random.pick(DATA_CENTERS),
    connection_type: 'UDP',
    pc_name: isComputer ? `PC-${random.text('0123456789ABCDEF', 6)}` : '',
    domain: isComputer ? 'corp.example.com' : '',
    // From the range reserved for documentation.
    mac_addr: device === 'Windows' ? `00:00:5E:00:53:${random.text('0123456789ABCDEF', 2)}` : '',
    harddisk_id: device === 'Windows' ? random.text('0123456789ABCDEF', 12) : '',
    version,
    signaling_ip_address: `192.0.2.${random.integer(1, 254)}`,
    signaling_internal_ip_address: address,
    signaling_internal_ip_port: port(),
    audio_internal_ip_address: address,
    audio_internal_ip_port: port(),
    video_internal_ip_address: address,
    video_internal_ip_port: port(),
    as_internal_ip_address: address,
    as_internal_ip_port: port(),
    destination_ip_domain: 'zoom.example.com',
    destination_ip_port: '8801',
    device_detail: deviceDetail,
    client,
  };
}
