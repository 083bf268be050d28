/** The documented kinds of device. */
export type Device = 'Windows' | 'Mac' | 'iOS' | 'Android' | 'Phone' | 'H.323/SIP';

/** The documented kinds of network; `3G` is read as `Cellular`. */
export type Network = 'Wired' | 'Wifi' | 'PPP' | 'Cellular' | 'Others';

// By the start of the text, since older data has versions in it: `win 10+ 17763`.
const DEVICES: Readonly<Record<Device, string[]>> = {
  Windows: ['win'],
  Mac: ['mac'],
  iOS: ['ios', 'iphone', 'ipad'],
  Android: ['android'],
  Phone: ['phone'],
  'H.323/SIP': ['h.323', 'h323', 'sip'],
};

const NETWORKS: Readonly<Record<Network, string[]>> = {
  Wired: ['wired'],
  Wifi: ['wifi', 'wi-fi'],
  PPP: ['ppp'],
  Cellular: ['cellular', '3g'],
  Others: ['other'],
};

/** The documented spelling of a device, which Zoom writes in several ways (`WIN`); `null` for an undocumented kind. */
export function deviceOf(raw: string | null): Device | null {
  return documentedKind(raw, DEVICES);
}

/** The documented spelling of a network type; `null` for an undocumented kind. */
export function networkOf(raw: string | null): Network | null {
  return documentedKind(raw, NETWORKS);
}

function documentedKind<Kind extends string>(
  raw: string | null,
  kinds: Readonly<Record<Kind, string[]>>,
): Kind | null {
  const text = raw?.toLowerCase();
  for (const kind in kinds) if (kinds[kind].some((start) => text?.startsWith(start))) return kind;
  return null;
}
