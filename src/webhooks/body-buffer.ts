import { BlockBuffer } from '../bytes/block-buffer.js';
import { type Awaitable, isThenable } from './awaitable.js';
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
 * Reads a body. It returns `buffer` after adding every piece; or the body itself if that is in memory already; or `undefined`
 * if the bytes are gone, as after a body parser. It returns a promise of these if it has to wait, which rejects if the body
 * breaks off.
 */
export type BodyReader = (
  buffer: BodyBuffer,
) => BodyBuffer | RawBody | undefined | Promise<BodyBuffer | RawBody | undefined>;

/** A body may arrive in this many pieces, plus one for every `BYTES_PER_PIECE` bytes. */
const FREE_PIECES = 4_096;
const BYTES_PER_PIECE = 64;

/** A body from its first byte until its signature is checked. */
export class UnverifiedBody implements BodyBuffer, BufferHolder {
  /** How many bytes have arrived. */
  received = 0;
  readonly #maxBytes: number;
  readonly #budget: BufferBudget;
  readonly #buffer: BlockBuffer;
  #whole: Uint8Array | undefined;
  #pieces = 0;
  #isReleased = false;
  #cancelled: Refused | undefined;
  #rejectRead: ((reason: Refused) => void) | undefined;
  #stopReader: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(maxBytes: number, budget: BufferBudget) {
    this.#maxBytes = maxBytes;
    this.#budget = budget;
    this.#buffer = new BlockBuffer(maxBytes);
  }

  /**
   * Reads the complete body. Only a reader that returns a promise has to be waited for.
   *
   * @throws {Refused}
   * @throws {WebhookVerificationError} `body_empty`, `body_not_raw`
   */
  read(source: RawBody | BodyReader, timeoutMs: number): Awaitable<void> {
    if (typeof source !== 'function') return this.#complete(source);
    let given: Awaitable<BodyBuffer | RawBody | undefined>;
    try {
      given = source(this);
    } catch {
      throw incomplete();
    }
    return isThenable(given) ? this.#await(given, timeoutMs) : this.#complete(given);
  }

  #await(reading: Promise<BodyBuffer | RawBody | undefined>, timeoutMs: number): Promise<void> {
    return new Promise<BodyBuffer | RawBody | undefined>((resolve, reject) => {
      this.#rejectRead = reject;
      if (this.#cancelled) reject(this.#cancelled);
      else this.#timer = setTimeout(() => this.cancel(tooSlow(timeoutMs)), timeoutMs);
      Promise.resolve(reading).then(resolve, () => reject(incomplete()));
    }).then((given) => this.#complete(given));
  }

  #complete(given: BodyBuffer | RawBody | undefined): void {
    clearTimeout(this.#timer);
    if (this.#cancelled) throw this.#cancelled;
    // A reader resolves with no other buffer.
    const whole = bytesOf(given === this ? this.#buffer.bytes() : (given as RawBody | undefined));
    this.#buffer.free();
    this.#whole = whole;
    this.received = whole.length;
    if (whole.length > this.#maxBytes) throw tooLarge(this.#maxBytes);
  }

  add(piece: Uint8Array | string): boolean {
    if (this.#isReleased) return false;
    const buffer = this.#buffer;
    const before = buffer.capacity;
    const bytes = typeof piece === 'string' ? encode(piece) : piece;
    this.received += bytes.length;
    if (!buffer.add(bytes)) this.cancel(tooLarge(this.#maxBytes));
    // However small a piece is, it costs the server an object and a call.
    else if (++this.#pieces > FREE_PIECES + buffer.length / BYTES_PER_PIECE) this.cancel(tooFragmented());
    else if (buffer.capacity > before) this.#budget.grow(this, buffer.capacity - before);
    return !this.#isReleased;
  }

  onCancel(listener: () => void): void {
    this.#stopReader = listener;
  }

  /** The complete body. @throws {Refused} if it has been cancelled since */
  bytes(): Uint8Array {
    if (!this.#whole) throw this.#cancelled;
    return this.#whole;
  }

  cancel(reason: Refused): void {
    if (this.#isReleased) return;
    this.#cancelled = reason;
    this.release();
    this.#rejectRead?.(reason);
    this.#stopReader?.();
  }

  /** Frees the buffer. */
  release(): void {
    clearTimeout(this.#timer);
    this.#isReleased = true;
    this.#whole = undefined;
    this.#buffer.free();
    this.#budget.release(this);
  }
}

function tooSlow(timeoutMs: number): Refused {
  return new Refused('body_timeout', `Body took longer than bodyTimeoutMs (${timeoutMs}).`);
}

function incomplete(): Refused {
  return new Refused('body_incomplete', 'Connection closed within the body.');
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
