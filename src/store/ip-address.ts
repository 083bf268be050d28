const IPV4 = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/;
const GROUP = /^[\da-f]{1,4}$/i;

/** The network of an address: its first 24 bits, of IPv6 its first 48. `null` for a text that is no address. */
export function truncateIp(text: string): string | null {
  const [, network] = IPV4.exec(text.replace(/^::ffff:/i, '')) ?? [];
  if (network !== undefined) return `${network}.0`;
  if (!text.includes(':')) return null;
  const [before = '', after] = text.split('::');
  const groups = before === '' ? [] : before.split(':');
  if (after === undefined && groups.length !== 8) return null;
  const first = [...groups, '0', '0', '0'].slice(0, 3);
  return first.every((group) => GROUP.test(group)) ? `${first.join(':')}::` : null;
}
