import { afterEach, describe, expect, it } from 'vitest';
import { ZoomApiError } from 'zoom-qss/rest';
import { clientOf, failure, json, type Play, playZoom, text, type Zoom } from './zoom.js';

describe('an error response', () => {
  let zoom: Zoom | undefined;
  afterEach(() => zoom?.close());

  const errorOf = async (play: Play) => {
    zoom = await playZoom(play);
    const error = await failure(clientOf(zoom).client.meetingParticipants('123').all());
    expect(error).toBeInstanceOf(ZoomApiError);
    return error as ZoomApiError;
  };

  it.each([
    ['unauthorized', 401, { code: 124, message: 'Invalid access token.' }],
    ['unauthorized', 401, {}],
    ['unauthorized', 403, {}],
    ['unauthorized', 200, { code: 124, message: 'Invalid access token.' }],
    [
      'scope_missing',
      400,
      { code: 4711, message: 'Invalid access token, does not contain scopes:[a:read].' },
    ],
    ['scope_missing', 401, { code: 4700, message: 'Invalid access token.' }],
    ['scope_missing', 400, { code: 104, message: 'Invalid access token, does not contain scopes:[a:read].' }],
    ['subscription_missing', 400, { code: 200, message: 'Event subscription not found.' }],
    ['subscription_missing', 200, { code: 200, message: 'Event subscription not found.' }],
    ['too_old', 400, { code: 12702, message: 'Can not access a meeting a year ago.' }],
    ['not_available', 404, { code: 3001, message: 'Not available.' }],
    ['not_available', 200, { code: 3001, message: 'Not available.' }],
    ['not_available', 404, { code: 1, message: 'No such meeting.' }],
    ['rate_limited', 429, {}],
    ['bad_request', 400, { code: 300, message: 'Invalid parameter.' }],
    ['bad_request', 200, { code: '1010', message: 'No such account.' }],
    ['bad_request', 418, {}],
    ['server_error', 500, {}],
    ['server_error', 503, { code: 124 }],
  ])('is %s for HTTP %d with %j', async (code, status, body) => {
    expect(await errorOf(json(body, status))).toMatchObject({ code, status });
  });

  it('keeps Zoom’s texts', async () => {
    const body = {
      code: 300,
      message: 'Validation failed.',
      errors: [{ field: 'page_size', message: 'Too large.' }],
    };
    const error = await errorOf(json(body, 400, { 'x-zm-trackingid': 'v=2.0;clid=aw1' }));
    expect({ ...error }).toEqual({
      code: 'bad_request',
      status: 400,
      zoomCode: 300,
      zoomMessage: 'Validation failed.',
      errors: [{ field: 'page_size', message: 'Too large.' }],
      trackingId: 'v=2.0;clid=aw1',
      retryAt: undefined,
      scopes: [],
      progress: undefined,
    });
    expect(error.message).toMatch(/^Zoom refused the request \(HTTP 400, code 300\): /);
    expect(error.message).not.toContain('Validation');
  });

  it('lists the scopes that Zoom names', async () => {
    const message =
      'Invalid access token, does not contain scopes:[dashboard:read:list_meeting_participants_qos:admin, dashboard_meetings:read:admin].';
    const { scopes } = await errorOf(json({ code: 4711, message }, 400));
    expect(scopes).toEqual([
      'dashboard:read:list_meeting_participants_qos:admin',
      'dashboard_meetings:read:admin',
    ]);
  });

  it.each([
    ['an empty body', text('', 403)],
    ['HTML', text('<html>Forbidden</html>', 403)],
    ['a bare string', text('"no"', 403)],
    ['odd members', json({ code: {}, message: 7, errors: 'none' }, 403)],
    ['odd errors', json({ errors: [null, 1, {}] }, 403)],
  ])('is read from its status with %s', async (_, play) => {
    const error = await errorOf(play);
    expect(error).toMatchObject({ code: 'unauthorized', zoomCode: undefined, zoomMessage: undefined });
  });

  it('is not one with code 0', async () => {
    zoom = await playZoom(json({ code: 0, participants: [{ id: 'p1' }] }));
    expect(await clientOf(zoom).client.meetingParticipants('123').all()).toHaveLength(1);
  });

  it('cuts Zoom’s message at 2,000 characters', async () => {
    const { zoomMessage } = await errorOf(json({ code: 1, message: 'scopes:['.repeat(100_000) }, 400));
    expect(zoomMessage).toHaveLength(2000);
  });
});
