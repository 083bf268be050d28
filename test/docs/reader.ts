/**
 * What the pages leave to their reader: the names they use without saying where they come from. They become globals of the
 * snippets, so none may be a global of the web's, as `event` is.
 */
import { readFileSync } from 'node:fs';
import { sign } from 'zoom-qss/webhooks';

const documented: { event: string }[] = JSON.parse(
  readFileSync(new URL('../fixtures/qss-events.json', import.meta.url), 'utf8'),
);

/** The body of a request: the documented `meeting.participant_qos`. */
export const body = JSON.stringify(documented.find(({ event }) => event === 'meeting.participant_qos'));

export const secret = 'secret';

/** The headers of that request, signed now. */
export const headers = await sign({ body, secret });

export const accountId = 'account';
export const clientId = 'client';
export const clientSecret = 'client-secret';
Object.assign(process.env, {
  ZOOM_ACCOUNT_ID: accountId,
  ZOOM_CLIENT_ID: clientId,
  ZOOM_CLIENT_SECRET: clientSecret,
});
export const token = 'token';
export const meetingId = '6840331990';
export const meetingUuid = '4444AAAiAAAAAiAiAiiAii==';
export const webinarId = '6840331991';
export const sessionId = 'session';
export const endedLongAgo = 'old';

/** Whatever the reader does with rows, samples and events. */
export async function store(..._things: unknown[]): Promise<void> {}

export async function readTokenFromVault(): Promise<string> {
  return token;
}
