/**
 * The hashes this room needs, from the runtime's own cryptography: Node's where there is one, two to four times faster
 * on bodies of this size, else WebCrypto. One function each, so that whoever only verifies ships nothing else.
 */

import { encode, fromBinary, toHex } from './bytes.js';

type Awaitable<T> = T | Promise<T>;

/** The part of `node:crypto` that is used. */
interface NodeCrypto {
  createHash(algorithm: 'sha256'): NodeHash;
  createHmac(algorithm: 'sha256', key: NodeKey): NodeHash;
  createSecretKey(secret: Uint8Array): NodeKey;
  /** All in one, with no object to collect; not every runtime that stands in for Node has it. */
  hash?(algorithm: 'sha256', data: Uint8Array, encoding: 'hex'): string;
}

interface NodeHash {
  update(data: string | Uint8Array): NodeHash;
  digest(encoding: 'hex' | 'latin1'): string;
}

type NodeKey = object;

// Node, Bun and Deno have this function, and others may with no such module to give.
const node = (
  globalThis as { process?: { getBuiltinModule?(id: string): NodeCrypto | undefined } }
).process?.getBuiltinModule?.('node:crypto');

export function sha256Hex(bytes: Uint8Array): Awaitable<string> {
  if (!node) return webSha256Hex(bytes);
  return node.hash?.('sha256', bytes, 'hex') ?? node.createHash('sha256').update(bytes).digest('hex');
}

/** Over a text, then bytes: two parts, so that no body is copied to be signed. */
export function hmac(secret: string, text: string, bytes: Uint8Array): Awaitable<Uint8Array> {
  return node
    ? digestOf(node.createHmac('sha256', keyOf(secret, node)).update(text).update(bytes))
    : webHmac(keyOf(secret), encode(text), bytes);
}

/** By way of text: a Buffer made by the digest itself lies outside the heap, and costs more than all of this. */
function digestOf(hash: NodeHash): Uint8Array {
  return fromBinary(hash.digest('latin1'));
}

async function webSha256Hex(bytes: Uint8Array): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes.slice())));
}

async function webHmac(key: Awaitable<CryptoKey>, head: Uint8Array, bytes: Uint8Array): Promise<Uint8Array> {
  const message = new Uint8Array(head.length + bytes.length);
  message.set(head);
  message.set(bytes, head.length);
  return new Uint8Array(await crypto.subtle.sign('HMAC', await key, message));
}

/** One for each secret there has been: as many as rotations. */
const keys = new Map<string, NodeKey | Promise<CryptoKey>>();

function keyOf(secret: string): Promise<CryptoKey>;
function keyOf(secret: string, node: NodeCrypto): NodeKey;
function keyOf(secret: string, node?: NodeCrypto): NodeKey | Promise<CryptoKey> {
  let key = keys.get(secret);
  if (!key) {
    const bytes = encode(secret);
    key = node
      ? node.createSecretKey(bytes)
      : crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    keys.set(secret, key);
  }
  return key;
}
