import { WebhookVerificationError } from '../errors.js';
import { type Authenticated, authenticate, checkTime, outsideWindow } from './authenticate.js';
import { createUnverifiedBody, tooLarge } from './body-buffer.js';
import type { BufferBudget } from './buffer-budget.js';
import { readHeader } from './headers.js';
import { Refused } from './refused.js';
import { isSamePath, pathOf, type WebhookRequest } from './request.js';
import type { ReceiverSettings } from './settings.js';
import { TIMESTAMP_HEADER } from './signature.js';

export interface Reading {
  /** How many bytes of the body have arrived. */
  bytes: number;
  /** Stops waiting for the body. It does nothing before the body is read and after it is complete. */
  giveUp(): void;
}

/**
 * Admits a request if one of the secrets signed it and its time is near. Cheap checks come first, and nothing is parsed.
 *
 * @throws {Refused}
 */
export async function admit(
  request: WebhookRequest,
  settings: ReceiverSettings,
  budget: BufferBudget,
  reading: Reading,
): Promise<Authenticated> {
  checkHead(request, settings);
  const { maxBytes, bodyTimeoutMs, secrets, now, toleranceSeconds } = settings;
  const body = createUnverifiedBody(maxBytes, budget);
  try {
    reading.giveUp = () =>
      body.cancel(new Refused('body_timeout', `Body took longer than bodyTimeoutMs (${bodyTimeoutMs}).`));
    await body.read(request.body);
    reading.giveUp = () => undefined;
    const signed = await authenticate({ body: body.bytes, headers: request.headers, secrets });
    checkTime(signed.signedAtMs, now(), toleranceSeconds);
    return signed;
  } catch (error) {
    if (error instanceof Refused) throw error;
    if (!(error instanceof WebhookVerificationError))
      throw new Refused('secret_missing', 'The secrets function failed.', undefined, { error });
    const { code, message } = error;
    const status = code === 'signature_mismatch' ? mismatchStatus(request, settings) : undefined;
    throw new Refused(code, message, status);
  } finally {
    reading.bytes = body.received;
    body.release();
  }
}

/**
 * A signature that does not match may be genuine: the secret here may be wrong, or a proxy may rewrite bodies. After a 5xx
 * Zoom tries again, until that is mended. What was not signed just now is not Zoom's.
 */
function mismatchStatus({ headers }: WebhookRequest, settings: ReceiverSettings): number {
  const signedAtMs = Number(readHeader(headers, TIMESTAMP_HEADER)) * 1000;
  return outsideWindow(signedAtMs, settings.now(), settings.toleranceSeconds) ? 401 : settings.mismatchStatus;
}

/** The checks that need no body. @throws {Refused} */
function checkHead({ path, method, headers }: WebhookRequest, settings: ReceiverSettings): void {
  if (settings.path !== undefined && !isSamePath(pathOf(path), settings.path))
    throw new Refused('path_unknown', `Path is not ${settings.path}.`);
  if (method !== 'POST') throw new Refused('method_not_allowed', 'Method is not POST.');
  const encoding = readHeader(headers, 'content-encoding');
  if (encoding && encoding.toLowerCase() !== 'identity')
    throw new Refused('encoding_unsupported', 'Content encodings are not supported.');
  if (Number(readHeader(headers, 'content-length')) > settings.maxBytes) throw tooLarge(settings.maxBytes);
}
