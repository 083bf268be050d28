import { EndpointError } from '../../errors.js';
import { answerChallenge, type Secret } from '../../webhooks/index.js';
import { challengeRequest } from '../sign-request.js';
import { attempt, type SendRequest } from './attempt.js';
import type { Stop } from './stop.js';

/**
 * Asks an endpoint whether it knows the secret, as Zoom does before it sends anything.
 *
 * @throws {EndpointError} if it does not say so
 */
export async function validateEndpoint(
  url: string | URL,
  secret: Secret,
  timestamp: number,
  send: SendRequest,
  stop: Stop,
): Promise<void> {
  const plainToken = crypto.randomUUID();
  const expected = await answerChallenge({ plainToken, secret });
  const answer = await attempt(await challengeRequest({ url, secret, timestamp, plainToken }), send, stop);
  if (answer.outcome === 'stopped') return;
  if (answer.outcome !== 'answered') throw new EndpointError(answer.outcome);
  if (answer.status !== 200) throw new EndpointError('status', answer.status);
  const given = readJson(answer.text);
  if (given?.plainToken !== plainToken || given.encryptedToken !== expected.encryptedToken)
    throw new EndpointError('answer', answer.status);
}

function readJson(text: string): { readonly [key: string]: unknown } | null {
  try {
    const value: unknown = JSON.parse(text);
    // Any object can be asked for a key.
    return typeof value === 'object' ? (value as { readonly [key: string]: unknown } | null) : null;
  } catch {
    return null;
  }
}
