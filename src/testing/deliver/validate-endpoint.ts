import { EndpointError } from '../../errors.js';
import { answerChallenge, type Secret } from '../../webhooks/index.js';
import { challengeRequest } from '../sign-request.js';
import { attempt, type SendRequest } from './attempt.js';
import type { StopSignal } from './stop.js';

/**
 * Validates that an endpoint knows the secret, as Zoom does before it sends events.
 *
 * @throws {EndpointError} `challenge_failed`: no answer, a status other than 200, or a wrong answer
 */
export async function validateEndpoint(
  url: string | URL,
  secret: Secret,
  timestamp: number,
  send: SendRequest,
  stop: StopSignal,
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
    // typeof has proved an object or null.
    return typeof value === 'object' ? (value as { readonly [key: string]: unknown } | null) : null;
  } catch {
    return null;
  }
}
