/** The part of `node:crypto` that this file uses. */
interface NodeCrypto {
  createHash(algorithm: 'sha256'): NodeHash;
  /** One call without an object to collect. Some substitutes of Node lack it. */
  hash?(algorithm: 'sha256', text: string, encoding: 'hex'): string;
}

interface NodeHash {
  update(text: string): NodeHash;
  digest(encoding: 'hex'): string;
}

/** How much of the hash is kept: 16 bytes, as hexadecimal digits. */
const DIGITS = 32;

// Node, Bun and Deno have this function. Others may have it without the module.
const node = (
  globalThis as { process?: { getBuiltinModule?(id: string): NodeCrypto | undefined } }
).process?.getBuiltinModule?.('node:crypto');

/**
 * What hashes each of the ids: the first 16 bytes of its SHA-256, as hexadecimal digits. `node:crypto` is faster by far than the
 * web's crypto, and needs no waiting: a hash is made when it is asked for, while the database has something to do.
 */
export async function hasherOf(ids: readonly string[]): Promise<(id: string) => string> {
  if (node) return (id) => nodeHash(id, node).slice(0, DIGITS);
  const hashes = new Map<string, string>();
  for (const id of ids) hashes.set(id, (await webHash(id)).slice(0, DIGITS));
  // Every id has a hash.
  return (id) => hashes.get(id) as string;
}

function nodeHash(id: string, { hash, createHash }: NodeCrypto): string {
  return hash?.('sha256', id, 'hex') ?? createHash('sha256').update(id).digest('hex');
}

async function webHash(id: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(id));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
