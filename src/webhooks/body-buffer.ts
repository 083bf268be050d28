import { BlockBuffer } from '../bytes/block-buffer.js';
import { type Awaitable, attempt } from './awaitable.js';
import { bytesOf, type RawBody } from './body.js';
import type { BufferBudget, BufferHolder } from './buffer-budget.js';
import { encode } from './bytes.js';
import { Refused } from './refused.js';

/** Where a `BodyReader` puts the pieces of a body. */
export interface BodyBuffer {
  /** Copies a piece; text is encoded as UTF-8. Returns false once the body is no longer wanted: stop reading then. */
  add(piece: Uint8Array | string): boolean;
  /** Calls `listener` when the receiver gives up on the body, because it is too slow or too large or buffers are full. */
  onCancel(listener: () => void): void;
}

/**
 * Reads a body. It resolves with `buffer` after adding every piece; with the body itself if that is in memory already; or
 * with `undefined` if the bytes are gone, as after a body parser. It rejects if the body breaks off.
 */
export type BodyReader = (buffer: BodyBuffer) => Promise<BodyBuffer | RawBody | undefined>;

/** A body may arrive in this many pieces, plus one for every `BYTES_PER_PIECE` bytes. */
const FREE_PIECES = 4_096;
const BYTES_PER_PIECE = 64;

/** A body from its first byte until its signature is checked. */
export interface UnverifiedBody extends BufferHolder {
  /** How many bytes have arrived. */
  received: number;
  /**
   * Reads the complete body. Only a reader has to be waited for.
   *
   * @throws {Refused}
   * @throws {WebhookVerificationError} `body_empty`, `body_not_raw`
   */
  read(source: RawBody | BodyReader, timeoutMs: number): Awaitable<void>;
  /** The complete body. @throws {Refused} if it has been cancelled since */
  bytes(): Uint8Array;
  /** Frees the buffer. */
  release(): void;
}

export function createUnverifiedBody(maxBytes: number, budget: BufferBudget): UnverifiedBody {
  const buffer = new BlockBuffer(maxBytes);
  let whole: Uint8Array | undefined;
  let pieces = 0;
  let isReleased = false;
  let cancelled: Refused | undefined;
  let rejectRead: ((reason: Refused) => void) | undefined;
  let stopReader: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const pieceBuffer: BodyBuffer = {
    add(piece) {
      if (isReleased) return false;
      const before = buffer.capacity;
      const bytes = typeof piece === 'string' ? encode(piece) : piece;
      body.received += bytes.length;
      if (!buffer.add(bytes)) body.cancel(tooLarge(maxBytes));
      // However small a piece is, it costs the server an object and a call.
      else if (++pieces > FREE_PIECES + buffer.length / BYTES_PER_PIECE) body.cancel(tooFragmented());
      else if (buffer.capacity > before) budget.grow(body, buffer.capacity - before);
      return !isReleased;
    },
    onCancel(listener) {
      stopReader = listener;
    },
  };

  function complete(given: BodyBuffer | RawBody | undefined): void {
    clearTimeout(timer);
    // A reader resolves with no other buffer.
    whole = bytesOf(given === pieceBuffer ? buffer.bytes() : (given as RawBody | undefined));
    body.received = whole.length;
    buffer.free();
    if (whole.length > maxBytes) throw tooLarge(maxBytes);
  }

  const body: UnverifiedBody = {
    received: 0,
    read(source, timeoutMs) {
      if (typeof source !== 'function') return complete(source);
      return new Promise<BodyBuffer | RawBody | undefined>((resolve, reject) => {
        rejectRead = reject;
        timer = setTimeout(() => body.cancel(tooSlow(timeoutMs)), timeoutMs);
        const breakOff = () => reject(new Refused('body_incomplete', 'Connection closed within the body.'));
        attempt(() => source(pieceBuffer), resolve, breakOff);
      }).then(complete);
    },
    bytes() {
      if (!whole) throw cancelled;
      return whole;
    },
    cancel(reason) {
      if (isReleased) return;
      cancelled = reason;
      body.release();
      rejectRead?.(reason);
      stopReader?.();
    },
    release() {
      clearTimeout(timer);
      isReleased = true;
      whole = undefined;
      buffer.free();
      budget.release(body);
    },
  };
  return body;
}

function tooSlow(timeoutMs: number): Refused {
  return new Refused('body_timeout', `Body took longer than bodyTimeoutMs (${timeoutMs}).`);
}

export function tooLarge(maxBytes: number): Refused {
  return new Refused('body_too_large', `Body exceeds maxBytes (${maxBytes}).`);
}

function tooFragmented(): Refused {
  return new Refused(
    'body_fragmented',
    `Body has more than ${FREE_PIECES} pieces, plus one for every ${BYTES_PER_PIECE} bytes.`,
  );
}
