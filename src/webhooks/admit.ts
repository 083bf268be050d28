import { WebhookVerificationError } from '../errors.js';
import type { RefusalCode } from './answers.js';
import { type Authenticated, authenticate, outsideWindow } from './authenticate.js';
import { bytesOf, type RawBody } from './body.js';
import { readHeader } from './headers.js';
import type { ReceiverSettings } from './options.js';
import { isSamePath, pathOf, type WebhookRequest } from './request.js';
import { within } from './within.js';

/** A request that is refused; it never leaves the receiver. */
export class Refused extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode) {
    super(code);
    this.code = code;
  }
}

/**
 * Lets in what one of the secrets signed, in time. Cheap checks come first; nothing is read before its length may be
 * right, and nothing is parsed here.
 *
 * @throws Refused
 */
export async function admit(request: WebhookRequest, settings: ReceiverSettings): Promise<Authenticated> {
  const { headers } = request;
  if (settings.path !== undefined && !isSamePath(pathOf(request.path), settings.path))
    throw new Refused('path_unknown');
  if (request.method !== 'POST') throw new Refused('method_not_allowed');
  if (!/^(identity)?$/i.test(readHeader(headers, 'content-encoding')))
    throw new Refused('encoding_unsupported');
  if (Number(readHeader(headers, 'content-length')) > settings.maxBytes) throw new Refused('body_too_large');
  try {
    const body = bytesOf(await readBody(request, settings));
    if (body.length > settings.maxBytes) throw new Refused('body_too_large');
    const signed = await authenticate({ body, headers, secrets: settings.secrets });
    const fault = outsideWindow(signed.signedAtMs, settings.now(), settings.toleranceSeconds);
    if (fault) throw new Refused(fault);
    return signed;
  } catch (error) {
    throw error instanceof WebhookVerificationError ? new Refused(error.code) : error;
  }
}

async function readBody({ body }: WebhookRequest, settings: ReceiverSettings): Promise<RawBody> {
  if (typeof body !== 'function') return body;
  try {
    return await within(settings.bodyTimeoutMs, body(settings.maxBytes), () => {
      throw new Refused('body_timeout');
    });
  } catch (error) {
    if (error instanceof WebhookVerificationError || error instanceof Refused) throw error;
    throw new Refused('body_incomplete');
  }
}
