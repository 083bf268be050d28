/**
 * The hashes this room needs, from the runtime's own cryptography: Node's where there is one, two to four times faster
 * on bodies of this size, else WebCrypto. One function each, so that whoever only verifies ships nothing else.
 */

import { encode, fromBinary, toHex } from './bytes.js';

type Awaitable<T> = T | Promise<T>;

/** The part of `node:crypto` that is used. */
interface NodeCrypto {
  createHash(algorithm: 'sha256'): NodeHash;
  createHmac(algorithm: 'sha256', secret: string): NodeHash;
}

interface NodeHash {
  update(data: string | Uint8Array): NodeHash;
  digest(encoding: 'hex' | 'latin1'): string;
}

// Node, Bun and Deno have this function, and others may with no such module to give.
const node = (
  globalThis as { process?: { getBuiltinModule?(id: string): NodeCrypto | undefined } }
).process?.getBuiltinModule?.('node:crypto');

export function sha256Hex(bytes: Uint8Array): Awaitable<string> {
  return node ? node.createHash('sha256').update(bytes).digest('hex') : webSha256Hex(bytes);
}

/** Over a text, then bytes: two parts, so that no body is copied to be signed. */
export function hmac(secret: string, text: string, bytes: Uint8Array): Awaitable<Uint8Array> {
  return node
    ? digestOf(node.createHmac('sha256', secret).update(text).update(bytes))
    : webHmac(secret, encode(text), bytes);
}

/** By way of text: a Buffer made by the digest itself lies outside the heap, and costs more than all of this. */
function digestOf(hash: NodeHash): Uint8Array {
  return fromBinary(hash.digest('latin1'));
}

async function webSha256Hex(bytes: Uint8Array): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes.slice())));
}

async function webHmac(secret: string, head: Uint8Array, bytes: Uint8Array): Promise<Uint8Array> {
  const message = new Uint8Array(head.length + bytes.length);
  message.set(head);
  message.set(bytes, head.length);
  return new Uint8Array(await crypto.subtle.sign('HMAC', await keyOf(secret), message));
}

/** One for each secret there has been: as many as rotations. */
const keys = new Map<string, Promise<CryptoKey>>();

function keyOf(secret: string): Promise<CryptoKey> {
  const known = keys.get(secret);
  if (known) return known;
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = crypto.subtle.importKey('raw', encode(secret), algorithm, false, ['sign']);
  keys.set(secret, key);
  return key;
}
