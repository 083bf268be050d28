import { afterEach, describe, expect, it } from 'vitest';
import { createQssClient } from 'zoom-qss/rest';
import { everythingIn } from '../everything-in.js';
import { APP, clientOf, failure, grant, json, type Play, playZoom, text, type Zoom } from './zoom.js';

const ID = 'a-meeting-uuid==';
const TOKEN = 'token-that-must-not-show';
const BASIC = Buffer.from(`${APP.clientId}:${APP.clientSecret}`).toString('base64');
const SECRETS = [APP.clientSecret, BASIC, TOKEN, ID, encodeURIComponent(ID), '127.0.0.1'];

describe('errors', () => {
  let zoom: Zoom | undefined;
  afterEach(() => zoom?.close());

  /** Repeats the request's own credentials wherever an error may take text from. */
  const echo =
    (status: number): Play =>
    (response, seen) => {
      const credentials = seen.headers.authorization ?? '';
      const [scheme, value = ''] = credentials.split(' ');
      const plain = scheme === 'Basic' ? Buffer.from(value, 'base64').toString() : value;
      const body = {
        code: 4711,
        message: `Refused: ${credentials} ${plain} scopes:[${value}]`,
        errors: [{ field: credentials, message: credentials }],
      };
      json(body, status, { 'x-zm-trackingid': credentials })(response, seen);
    };
  const html: Play = (response, seen) => text(`<p>${seen.headers.authorization} ${ID}</p>`)(response, seen);
  const drop: Play = (response) => response.destroy();
  const hang: Play = () => {};

  it.each([
    ['the API echoes its request', grant(TOKEN), echo(400)],
    ['the API echoes its request as success', grant(TOKEN), echo(200)],
    ['the API fails with an echo', grant(TOKEN), echo(500)],
    ['the API answers HTML', grant(TOKEN), html],
    ['the API redirects', grant(TOKEN), text('', 302, { location: `https://example.com/${TOKEN}` })],
    ['the connection is reset', grant(TOKEN), drop],
    ['no answer comes', grant(TOKEN), hang],
    ['the token endpoint echoes its request', echo(400), hang],
    ['the token endpoint answers HTML', html, hang],
    ['the token endpoint is reset', drop, hang],
  ])('show no secret, token, id or address if %s', async (_, tokenPlay, apiPlay) => {
    zoom = await playZoom((response, seen) =>
      (seen.path === '/oauth/token' ? tokenPlay : apiPlay)(response, seen),
    );
    const { client } = clientOf(zoom, { ...APP, timeoutMs: 200 });
    const shown = everythingIn(await failure(client.meetingParticipants(ID).all()));
    for (const secret of SECRETS) expect(shown).not.toContain(secret);
  });

  it('never contain a rejected option', () => {
    const secret = 'a secret with spaces';
    const attempts = [
      () => createQssClient({ ...APP, clientSecret: secret }),
      () => createQssClient({ token: secret }),
      () =>
        createQssClient({ token: 'ok', baseUrl: `https://user:${encodeURIComponent(secret)}@api.zoom.us` }),
    ];
    for (const attempt of attempts) {
      try {
        attempt();
        expect.unreachable();
      } catch (error) {
        expect(everythingIn(error)).not.toContain(secret);
        expect(everythingIn(error)).toContain('ArgumentError');
      }
    }
  });
});

describe('a text of Zoom', () => {
  let zoom: Zoom | undefined;
  afterEach(() => zoom?.close());

  const app = { accountId: 'account+1/a', clientId: 'client-of-1', clientSecret: 'client-of-1-secret' };
  const basic = btoa(`${app.clientId}:${app.clientSecret}`);
  const credentials = [...Object.values(app), basic, TOKEN];
  const said = credentials.flatMap((each) => [each, encodeURIComponent(each)]).join(' and ');
  const cleaned = Array.from({ length: 10 }, () => '[removed]').join(' and ');
  const refusal = (status: number) =>
    json({ code: 1, message: said, errors: [{ field: said, message: said }] }, status, {
      'x-zm-trackingid': said,
    });
  const shows = { zoomMessage: cleaned, trackingId: cleaned, errors: [{ field: cleaned, message: cleaned }] };

  it('contains no credential if the API repeats them', async () => {
    zoom = await playZoom(grant(TOKEN), refusal(400));
    expect(await failure(clientOf(zoom, app).client.meetingParticipants('1').all())).toMatchObject(shows);
  });

  it('contains no credential if the token endpoint repeats them', async () => {
    const withoutToken = (text: string) => text.replaceAll(TOKEN, basic);
    zoom = await playZoom((response, seen) =>
      json({ reason: withoutToken(said) }, 400, { 'x-zm-trackingid': withoutToken(said) })(response, seen),
    );
    const error = await failure(clientOf(zoom, app).client.meetingParticipants('1').all());
    expect(error).toMatchObject({ zoomMessage: cleaned, trackingId: cleaned });
  });

  it('does not contain the rejected token', async () => {
    const tokens = ['first-token-refused', 'second-token'];
    const getToken = () => tokens.shift() ?? '';
    zoom = await playZoom(json({ code: 124 }, 401), json({ code: 1, message: tokens.join() }, 400));
    const error = await failure(clientOf(zoom, { getToken }).client.meetingParticipants('1').all());
    expect(error).toMatchObject({ zoomMessage: '[removed],[removed]' });
  });

  it('is unchanged if a credential is shorter than eight characters', async () => {
    zoom = await playZoom(json({ code: 1, message: 'No such account.' }, 400));
    const error = await failure(clientOf(zoom, { token: 'account' }).client.meetingParticipants('1').all());
    expect(error).toMatchObject({ zoomMessage: 'No such account.' });
  });
});

describe('a client', () => {
  it('does not expose its credentials', () => {
    const shown = everythingIn(createQssClient(APP));
    for (const secret of Object.values(APP)) expect(shown).not.toContain(secret);
  });
});
