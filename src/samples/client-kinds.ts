/** The documented kinds of device. */
export type Device = 'Windows' | 'Mac' | 'iOS' | 'Android' | 'Phone' | 'H.323/SIP';

/** The documented kinds of network; `3G` is read as `Cellular`. */
export type Network = 'Wired' | 'Wifi' | 'PPP' | 'Cellular' | 'Others';

// By the start of the text, since older data has versions in it: `win 10+ 17763`.
const DEVICES: Readonly<Record<Device, RegExp>> = {
  Windows: /^win/i,
  Mac: /^mac/i,
  iOS: /^(ios|iphone|ipad)/i,
  Android: /^android/i,
  Phone: /^phone/i,
  'H.323/SIP': /^(h\.?323|sip)/i,
};

const NETWORKS: Readonly<Record<Network, RegExp>> = {
  Wired: /^wired/i,
  Wifi: /^wi-?fi/i,
  PPP: /^ppp/i,
  Cellular: /^(cellular|3g)/i,
  Others: /^other/i,
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
  kinds: Readonly<Record<Kind, RegExp>>,
): Kind | null {
  if (raw !== null) for (const kind in kinds) if (kinds[kind].test(raw)) return kind;
  return null;
}
