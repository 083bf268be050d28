import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ArgumentError } from 'zoom-qss/rest';
import { clientOf, MEETING, page, playZoom, type Zoom } from './zoom.js';

describe('ids in paths', () => {
  let zoom: Zoom;
  beforeAll(async () => {
    zoom = await playZoom(page(1, 0));
  });
  afterAll(() => zoom.close());

  const pathOf = async (id: string) => {
    await clientOf(zoom).client.meetingParticipants(id).all();
    return zoom.seen.at(-1)?.path;
  };

  it('encodes an id once', async () => {
    expect(await pathOf('4444AAAiAAAAAiAiAiiAii==')).toBe(
      MEETING.replace('123', '4444AAAiAAAAAiAiAiiAii%3D%3D'),
    );
    expect(await pathOf('a/b?c#d')).toBe(MEETING.replace('123', 'a%2Fb%3Fc%23d'));
    expect(await pathOf('%2e%2e')).toBe(MEETING.replace('123', '%252e%252e'));
    expect(await pathOf('$&')).toBe(MEETING.replace('123', '%24%26'));
  });

  it('encodes an id twice if it begins with a slash or contains two in a row', async () => {
    expect(await pathOf('/abc==')).toBe(MEETING.replace('123', '%252Fabc%253D%253D'));
    expect(await pathOf('ab//c')).toBe(MEETING.replace('123', 'ab%252F%252Fc'));
  });

  it.each(['123 4567 890', ' 1234567890\n', '123\u00a04567\u00a0890', '123-456-7890', ' 123-4567-890 '])(
    'accepts a number as Zoom displays it: %j',
    async (id) => {
      expect(await pathOf(id)).toBe(MEETING.replace('123', '1234567890'));
    },
  );

  it('keeps the spaces and hyphens of any other id', async () => {
    expect(await pathOf('12345678-1234-1234-1234-123456789012')).toBe(
      MEETING.replace('123', '12345678-1234-1234-1234-123456789012'),
    );
    expect(await pathOf('a 1')).toBe(MEETING.replace('123', 'a%201'));
  });

  it.each(['', ' ', '\t\u00a0\n', '.', '..', '\ud800'])('rejects %j before any request', (id) => {
    const { client } = clientOf({ origin: 'http://127.0.0.1:9' });
    expect(() => client.meetingParticipants(id)).toThrow(ArgumentError);
    expect(() => client.webinarParticipants(id)).toThrow('webinarId');
    expect(() => client.sessionUsers(id)).toThrow('sessionId');
  });

  it('rejects a number, which may have lost digits', () => {
    const { client } = clientOf({ origin: 'http://127.0.0.1:9' });
    expect(() => client.meetingParticipants(123 as unknown as string)).toThrow(
      new ArgumentError('meetingId', 'an id as a string: a number can lose digits'),
    );
  });

  it('reaches a server that decodes like Zoom unchanged', async () => {
    const decoded: string[] = [];
    const server = createServer((request, response) => {
      const segments = (request.url ?? '').split('?')[0]?.split('/') ?? [];
      const once = decodeURIComponent(segments[4] ?? '');
      decoded.push(segments.length === 7 ? once : 'another folder');
      response.writeHead(200).end('{"participants":[]}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { client } = clientOf({ origin: `http://127.0.0.1:${port}` });
    const id = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
      fc.string({
        unit: fc.constantFrom('/', '.', '%', '2', 'F', 'é', '?', '#', '\\', ' ', '='),
        minLength: 1,
      }),
    );
    try {
      await fc.assert(
        fc.asyncProperty(id, async (id) => {
          fc.pre(id.trim() !== '' && id !== '.' && id !== '..');
          await client.meetingParticipants(id).all();
          const twice = id.startsWith('/') || id.includes('//');
          const once = decoded.at(-1) ?? '';
          const isNumber = /^[\s\d]+$/.test(id) && /\d/.test(id);
          const sent = isNumber ? id.replace(/\s/g, '') : id;
          expect(twice ? decodeURIComponent(once) : once).toBe(sent);
        }),
        { numRuns: 200 },
      );
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
