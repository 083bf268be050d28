import { WebhookVerificationError } from '../errors.js';
import type { RefusalCode } from './answers.js';
import { type Authenticated, authenticate, outsideWindow } from './authenticate.js';
import { bytesOf, type RawBody } from './body.js';
import { readHeader } from './headers.js';
import type { ReceiverSettings } from './options.js';
import { isSamePath, pathOf, type WebhookRequest } from './request.js';

/** A request that is refused; it never leaves the receiver. */
export class Refused extends Error {
  readonly code: RefusalCode;
  /** What the secrets function threw, if that is why. */
  override readonly cause?: { readonly error: unknown };

  constructor(code: RefusalCode, cause?: { readonly error: unknown }) {
    super(code);
    this.code = code;
    if (cause) this.cause = cause;
  }
}

/**
 * Lets in what one of the secrets signed, in time. Cheap checks come first; nothing is read before its length may be
 * right, and nothing is parsed here.
 *
 * @throws Refused
 */
export async function admit(
  request: WebhookRequest,
  settings: ReceiverSettings,
  reading: Reading,
): Promise<Authenticated> {
  const { headers } = request;
  if (settings.path !== undefined && !isSamePath(pathOf(request.path), settings.path))
    throw new Refused('path_unknown');
  if (request.method !== 'POST') throw new Refused('method_not_allowed');
  const encoding = readHeader(headers, 'content-encoding');
  if (encoding && encoding.toLowerCase() !== 'identity') throw new Refused('encoding_unsupported');
  if (Number(readHeader(headers, 'content-length')) > settings.maxBytes) throw new Refused('body_too_large');
  try {
    const body = bytesOf(await read(request, settings, reading));
    if (body.length > settings.maxBytes) throw new Refused('body_too_large');
    const signed = await authenticate({ body, headers, secrets: settings.secrets });
    const fault = outsideWindow(signed.signedAtMs, settings.now(), settings.toleranceSeconds);
    if (fault) throw new Refused(fault);
    return signed;
  } catch (error) {
    if (error instanceof Refused) throw error;
    if (error instanceof WebhookVerificationError) throw new Refused(error.code);
    throw new Refused('secret_missing', { error });
  }
}

/** The reading of a body, which may be given up while it lasts; before and after, that does nothing. */
export interface Reading {
  giveUp(): void;
}

function read(
  { body }: WebhookRequest,
  { maxBytes }: ReceiverSettings,
  reading: Reading,
): Promise<RawBody | undefined> | RawBody {
  if (typeof body !== 'function') return body;
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) =>
      reject(error instanceof WebhookVerificationError ? error : new Refused('body_incomplete'));
    reading.giveUp = () => reject(new Refused('body_timeout'));
    try {
      body(maxBytes).then(resolve, fail);
    } catch (error) {
      fail(error);
    }
  });
}
