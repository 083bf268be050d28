/** The documented kinds of device. */
export type Device = 'Windows' | 'Mac' | 'iOS' | 'Android' | 'Phone' | 'H.323/SIP';

/** The documented kinds of network; `3G` is read as `Cellular`. */
export type Network = 'Wired' | 'Wifi' | 'PPP' | 'Cellular' | 'Others';

// By what the text begins with, since older data has versions in it: `win 10+ 17763`.
const DEVICES: Readonly<Record<string, Device>> = {
  win: 'Windows',
  mac: 'Mac',
  ios: 'iOS',
  iphone: 'iOS',
  ipad: 'iOS',
  android: 'Android',
  phone: 'Phone',
  'h.323': 'H.323/SIP',
  h323: 'H.323/SIP',
  sip: 'H.323/SIP',
};

const NETWORKS: Readonly<Record<string, Network>> = {
  wired: 'Wired',
  wifi: 'Wifi',
  'wi-fi': 'Wifi',
  ppp: 'PPP',
  cellular: 'Cellular',
  '3g': 'Cellular',
  other: 'Others',
};

/** One spelling for what Zoom writes in several, `WIN` for one; `null` for what is none of the documented kinds. */
export function deviceOf(raw: string | null): Device | null {
  return kindOf(raw, DEVICES);
}

/** One spelling for what Zoom writes in several; `null` for what is none of the documented kinds. */
export function networkOf(raw: string | null): Network | null {
  return kindOf(raw, NETWORKS);
}

function kindOf<Kind>(raw: string | null, kinds: Readonly<Record<string, Kind>>): Kind | null {
  const text = raw?.toLowerCase();
  return Object.entries(kinds).find(([start]) => text?.startsWith(start))?.[1] ?? null;
}
