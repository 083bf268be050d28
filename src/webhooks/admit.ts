import { WebhookVerificationError } from '../errors.js';
import { type Authenticated, authenticate, checkTime, outsideWindow, readClaim } from './authenticate.js';
import { type Awaitable, attempt, chain } from './awaitable.js';
import { tooLarge, type UnverifiedBody } from './body-buffer.js';
import { type HeadersLike, readHeader } from './headers.js';
import { Refused } from './refused.js';
import { isSamePath, pathOf, type WebhookRequest } from './request.js';
import { fetchSecrets } from './secrets.js';
import type { ReceiverSettings } from './settings.js';
import { TIMESTAMP_HEADER } from './signature.js';

/** The checks that need no body. @throws {Refused} */
export function checkHead({ path, method, headers }: WebhookRequest, settings: ReceiverSettings): void {
  if (settings.path !== undefined && !isSamePath(pathOf(path), settings.path))
    throw new Refused('path_unknown', `Path is not ${settings.path}.`);
  if (method !== 'POST') throw new Refused('method_not_allowed', 'Method is not POST.');
  const encoding = readHeader(headers, 'content-encoding');
  if (encoding && encoding.toLowerCase() !== 'identity')
    throw new Refused('encoding_unsupported', 'Content encodings are not supported.');
  if (Number(readHeader(headers, 'content-length')) > settings.maxBytes) throw tooLarge(settings.maxBytes);
}

/**
 * Admits a request whose body is complete if one of the secrets signed it and its time is near. Nothing is parsed.
 *
 * @throws {Refused}
 * @throws {WebhookVerificationError}
 */
export function admit(
  { headers }: WebhookRequest,
  body: UnverifiedBody,
  { secrets, now, toleranceSeconds }: ReceiverSettings,
): Awaitable<Authenticated> {
  const claim = readClaim(headers);
  return attempt(
    () => fetchSecrets(secrets),
    // The body may have been cut while the secrets were fetched.
    (fetched) =>
      chain(authenticate(claim, fetched, body.bytes()), (signed) => {
        checkTime(signed.signedAtMs, now(), toleranceSeconds);
        body.release();
        return signed;
      }),
    (error) => {
      if (error instanceof WebhookVerificationError) throw error;
      throw new Refused('secret_missing', 'The secrets function failed.', undefined, { error });
    },
  );
}

/** Why a request is refused, if that is what an error says. */
export function refusalOf(
  error: unknown,
  { headers }: WebhookRequest,
  receivedAtMs: number,
  settings: ReceiverSettings,
): Refused | undefined {
  if (error instanceof Refused) return error;
  if (!(error instanceof WebhookVerificationError)) return undefined;
  const { code, message } = error;
  return new Refused(
    code,
    message,
    code === 'signature_mismatch' ? mismatchStatus(headers, receivedAtMs, settings) : undefined,
  );
}

/**
 * A signature that does not match may be genuine: the secret here may be wrong, or a proxy may rewrite bodies. After a 5xx
 * Zoom tries again, until that is mended. What was not signed just now is not Zoom's.
 */
function mismatchStatus(headers: HeadersLike, receivedAtMs: number, settings: ReceiverSettings): number {
  const signedAtMs = Number(readHeader(headers, TIMESTAMP_HEADER)) * 1000;
  return outsideWindow(signedAtMs, receivedAtMs, settings.toleranceSeconds) ? 401 : settings.mismatchStatus;
}
