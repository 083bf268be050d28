import { afterEach, describe, expect, it } from 'vitest';
import { ArgumentError, type ListOptions, type PageRepairs, RestTransportError } from 'zoom-qss/rest';
import {
  APP,
  clientOf,
  documentedPages,
  failure,
  grant,
  json,
  MEETING,
  type Play,
  page,
  playZoom,
  reset,
  text,
  type Zoom,
} from './zoom.js';

describe('a list', () => {
  let zoom: Zoom | undefined;
  afterEach(() => zoom?.close());

  const play = async (...script: Parameters<typeof playZoom>) => {
    zoom = await playZoom(...script);
    const { client } = clientOf(zoom);
    return { client, list: client.meetingParticipants('123'), seen: zoom.seen };
  };
  const twoAndAHalfPages = [page(1, 10, 'a'), page(11, 10, 'b'), page(21, 5)] as const;

  it('yields all items in order', async () => {
    const { list, seen } = await play(...twoAndAHalfPages);
    const ids: (string | undefined)[] = [];
    for await (const participant of list) ids.push(participant.id);
    expect(ids).toEqual(Array.from({ length: 25 }, (_, index) => `p${index + 1}`));
    expect(seen.map(({ query }) => query)).toEqual([
      { page_size: '10' },
      { page_size: '10', next_page_token: 'a' },
      { page_size: '10', next_page_token: 'b' },
    ]);
  });

  it('yields pages as Zoom sends them', async () => {
    const { list } = await play(...twoAndAHalfPages);
    const pages = [];
    for await (const each of list.pages()) pages.push(each);
    expect(pages.map(({ participants, next_page_token }) => [participants?.length, next_page_token])).toEqual(
      [
        [10, 'a'],
        [10, 'b'],
        [5, ''],
      ],
    );
  });

  it('starts with the first page in each iteration', async () => {
    const { list, seen } = await play(page(1, 3));
    await list.all();
    await list.all();
    expect(seen).toHaveLength(2);
  });

  it('fetches a page only when the items of the previous one are used up', async () => {
    const { list, seen } = await play(...twoAndAHalfPages);
    const items = list[Symbol.asyncIterator]();
    expect(seen).toHaveLength(0);
    for (let index = 0; index < 10; index++) await items.next();
    expect(seen).toHaveLength(1);
    await items.next();
    expect(seen).toHaveLength(2);
  });

  it('stops at a break', async () => {
    const { list, seen } = await play(...twoAndAHalfPages);
    for await (const { id } of list) if (id === 'p10') break;
    expect(seen).toHaveLength(1);
  });

  it.each([
    [0, 0, 0],
    [1, 1, 1],
    [10, 10, 1],
    [11, 11, 2],
    [99, 25, 3],
    [Number.POSITIVE_INFINITY, 25, 3],
  ])('with limit %d has %d items from %d pages', async (limit, items, pages) => {
    const { list, seen } = await play(...twoAndAHalfPages);
    expect(await list.all({ limit })).toHaveLength(items);
    expect(seen).toHaveLength(pages);
  });

  it.each([-1, 1.5, Number.NaN])('rejects the limit %d', async (limit) => {
    const { list } = await play(page(1, 1));
    expect(await failure(list.all({ limit }))).toBeInstanceOf(ArgumentError);
  });

  it('requests the page size given', async () => {
    const { client, seen } = await play(page(1, 1, 'a'), page(2, 1));
    await client.meetingParticipants('123', { pageSize: 1 }).all();
    expect(seen.map(({ query }) => query.page_size)).toEqual(['1', '1']);
  });

  it.each([0, 11, 1.5, Number.NaN, '5'])('rejects the page size %j', async (pageSize) => {
    const { client } = await play(page(1, 1));
    expect(() => client.sessionUsers('1', { pageSize } as ListOptions)).toThrow(ArgumentError);
  });

  it('passes page tokens on unchanged', async () => {
    const { list, seen } = await play(page(1, 1, 'a+b/c=&d é'), page(2, 1));
    await list.all();
    expect(seen[1]?.query.next_page_token).toBe('a+b/c=&d é');
  });

  it.each([[{ participants: [] }], [{ participants: [], next_page_token: null, page_size: {} }]])(
    'ends after %j',
    async (body) => {
      const { list, seen } = await play(json(body));
      expect(await list.all()).toEqual([]);
      expect(seen).toHaveLength(1);
    },
  );

  it('continues after an empty page', async () => {
    const { list } = await play(page(1, 1, 'a'), page(2, 0, 'b'), page(2, 1));
    expect(await list.all()).toHaveLength(2);
  });

  it('fails after ten empty pages in a row with ever new tokens', async () => {
    const empty: Play = (response) => page(0, 0, `token-${seen.length}`)(response, {} as never);
    const { list, seen } = await play(page(1, 10, 'a'), empty);
    expect(await failure(list.all())).toMatchObject({
      code: 'page_loop',
      message: 'Zoom sent ten empty pages in a row.',
      progress: { pages: 10, items: 10 },
    });
    expect(seen).toHaveLength(11);
  });

  it('ends normally if the tenth empty page is the last, and counts empty pages from the last non-empty one', async () => {
    const nine = (name: string) => Array.from({ length: 9 }, (_, index) => page(0, 0, `${name}${index}`));
    const { list } = await play(...nine('a'), page(1, 1, 'b'), ...nine('c'), page(0, 0));
    expect(await list.all()).toHaveLength(1);
  });

  it.each([
    ['at once', [page(1, 10, 'a'), page(11, 10, 'a')], { pages: 1, items: 10 }],
    ['later', [page(1, 10, 'a'), page(11, 10, 'b'), page(21, 5, 'a')], { pages: 2, items: 20 }],
  ])('is an error if a token comes again %s', async (_, script, progress) => {
    const { list, seen } = await play(...script);
    const ids: unknown[] = [];
    const error = await failure(
      (async () => {
        for await (const { id } of list) ids.push(id);
      })(),
    );
    expect(error).toMatchObject({ code: 'page_loop', progress });
    expect(ids).toHaveLength(progress.items);
    expect(seen).toHaveLength(script.length);
  });

  it.each([400, 404, 200])(
    'fails with its progress if a page token has expired (HTTP %d)',
    async (status) => {
      const ended = json({ code: 300, message: 'The next page token is invalid or expired.' }, status);
      const { list } = await play(page(1, 10, 'a'), page(11, 10, 'b'), ended);
      expect(await failure(list.all())).toMatchObject({
        name: 'ZoomApiError',
        code: 'page_expired',
        zoomCode: 300,
        progress: { pages: 2, items: 20 },
      });
    },
  );

  describe('that fails on its third page', () => {
    const good = [page(1, 10, 'a'), page(11, 10, 'b')] as const;
    const progress = { pages: 2, items: 20 };
    const faults: [string, Play][] = [
      ['server_error', json({}, 503)],
      ['not_available', json({ code: 3001 }, 404)],
      ['rate_limited', json({ code: 429 }, 429)],
      ['unauthorized', json({ code: 124 }, 401)],
      ['timeout', () => {}],
      ['network', reset],
      ['redirected', text('', 302)],
      ['response_malformed', text('<html>')],
      ['response_malformed', json({ users: [] })],
      ['page_loop', page(21, 10, 'a')],
    ];

    it.each(faults)('has its progress in the error: %s', async (code, fault) => {
      zoom = await playZoom(...good, fault);
      const { client } = clientOf(zoom, { timeoutMs: 300 });
      expect(await failure(client.meetingParticipants('1').all())).toMatchObject({ code, progress });
    });

    it.each(faults.slice(0, -1))('has none if the first page fails: %s', async (code, fault) => {
      zoom = await playZoom(fault);
      const { client } = clientOf(zoom, { timeoutMs: 100 });
      expect(await failure(client.meetingParticipants('1').all())).toMatchObject({
        code,
        progress: undefined,
      });
    });

    it('keeps what the error says besides', async () => {
      const { list } = await play(...good, json({ users: [] }));
      expect(await failure(list.all())).toMatchObject({
        issues: [{ path: ['participants'], expected: 'ParticipantQosSummary[]', received: 'missing' }],
      });
    });

    it('has its progress and its reason if the signal aborts', async () => {
      const { client } = await play(...good, page(21, 10));
      const controller = new AbortController();
      const reason = new Error('the user left');
      const { signal } = controller;
      const error = await failure(
        (async () => {
          for await (const { id } of client.meetingParticipants('1', { signal }))
            if (id === 'p20') controller.abort(reason);
        })(),
      );
      expect(error).toMatchObject({ code: 'aborted', progress });
      expect((error as Error).cause).toBe(reason);
    });

    it('has its own progress, even if it shares a failed token request with another list', async () => {
      let grants = 0;
      let nowMs = 0;
      let tokenFails = () => {};
      zoom = await playZoom((response, seen) => {
        const { next_page_token: next } = seen.query;
        if (seen.path !== '/oauth/token') return page(1, 10, next === 'a' ? 'b' : 'a')(response, seen);
        grants++;
        if (grants === 1) return grant('token-1')(response, seen);
        tokenFails = () => json({ reason: 'No.' }, 400)(response, seen);
      });
      const { client } = clientOf(zoom, { ...APP, now: () => nowMs });
      const start = () => client.meetingParticipants('1').pages()[Symbol.asyncIterator]();
      const [one, two] = [start(), start()];
      await one.next();
      await two.next();
      await two.next();
      nowMs = 3_600_000;
      const failed = Promise.all([failure(one.next()), failure(two.next())]);
      while (grants < 2) await new Promise((resolve) => setImmediate(resolve));
      tokenFails();
      expect(await failed).toMatchObject([
        { code: 'unauthorized', progress: { pages: 1, items: 10 } },
        { code: 'unauthorized', progress: { pages: 2, items: 20 } },
      ]);
    });
  });

  it('does not report an error of the first page as an expired token', async () => {
    const { list } = await play(json({ code: 300, message: 'Invalid parameter.' }, 400));
    expect(await failure(list.all())).toMatchObject({ code: 'bad_request', progress: undefined });
  });

  it('reads the documented responses of the three lists', async () => {
    const documented = documentedPages();
    const { client, seen } = await play((response, { path }) => {
      const template = Object.keys(documented).find(
        (known) => path === `/v2${known.replace(/\{\w+\}/, '123')}`,
      );
      // The documented page has a token; the next one ends the list.
      const body = seen.length % 2 === 1 ? documented[template ?? ''] : { participants: [], users: [] };
      response.writeHead(200).end(JSON.stringify(body));
    });
    const [participant] = await client.meetingParticipants('123').all();
    expect(participant).toMatchObject({
      user_name: 'jchill',
      qos: [{ details: { avg_bitrate: '27.15kbps' } }],
    });
    const [attendee] = await client.webinarParticipants('123').all();
    expect(attendee).toMatchObject({ participant_id: '20161536' });
    const [user] = await client.sessionUsers('123').all();
    expect(user).toMatchObject({ user_key: 'myUserKey', qos: [{ details: { avg_bitrate: '27.15 Kbps' } }] });
    expect(seen.map(({ path }) => path)).toEqual([
      MEETING,
      MEETING,
      '/v2/metrics/webinars/123/participants/qos_summary',
      '/v2/metrics/webinars/123/participants/qos_summary',
      '/v2/videosdk/sessions/123/users/qos_summary',
      '/v2/videosdk/sessions/123/users/qos_summary',
    ]);
  });

  it('converts values without loss, large numbers included, and keeps unknown fields', async () => {
    const { list } = await play((response) => {
      response.end(
        '{"total":1,"participants":[{"id":9007199254740993,"email":null,"is_new":true,"qos":[{"type":"new","details":{"avg_bitrate":63}}]}]}',
      );
    });
    expect(await list.all()).toEqual([
      {
        id: '9007199254740993',
        email: '',
        is_new: true,
        qos: [{ type: 'new', details: { avg_bitrate: '63' } }],
      },
    ]);
  });

  describe('with items that cannot be read', () => {
    const qos = [{ type: 'audio_input', details: {} }];
    const first = {
      page_size: ['10'],
      next_page_token: 'a',
      participants: [7, { id: ['p2'], qos: [{ type: 'a' }, null, 5] }, { id: 'p3', qos: 'none' }, null],
    };
    const script = [json(first), page(4, 1, 'b'), json({ participants: ['x', { id: 5, qos }] })] as const;

    it('hands over everyone else, to the last page', async () => {
      const { list } = await play(...script);
      expect(await list.all()).toEqual([
        { qos: [{ type: 'a', details: {} }] },
        { id: 'p3' },
        { id: 'p4', qos: [] },
        { id: '5', qos },
      ]);
    });

    it('reports each at its path, page by page, before the items of the page', async () => {
      const { client } = await play(...script);
      const seen: unknown[] = [];
      const onRepairs: ListOptions['onRepairs'] = ({ page: number, repairs, repairsOmitted }) => {
        expect(repairsOmitted).toEqual({ filled: 0, dropped: 0, converted: 0 });
        for (const { action, path, received } of repairs)
          seen.push(`${number} ${path.join('.')} ${action} ${received}`);
      };
      for await (const { id } of client.meetingParticipants('1', { onRepairs })) seen.push(id);
      expect(seen).toEqual([
        '1 page_size dropped array',
        '1 participants.0 dropped number',
        '1 participants.1.id dropped array',
        '1 participants.1.qos.0.details filled missing',
        '1 participants.1.qos.1 dropped null',
        '1 participants.1.qos.2 dropped number',
        '1 participants.2.qos dropped string',
        '1 participants.3 dropped null',
        undefined,
        'p3',
        'p4',
        '3 participants.0 dropped string',
        '3 participants.1.id converted number',
        '5',
      ]);
    });

    it('reports 100 of a page and counts the others', async () => {
      const { client } = await play(json({ participants: Array.from({ length: 130 }, () => 7) }));
      const seen: unknown[] = [];
      const onRepairs: ListOptions['onRepairs'] = ({ repairs, repairsOmitted }) =>
        seen.push([repairs.length, repairsOmitted]);
      await client.meetingParticipants('1', { onRepairs }).all();
      expect(seen).toEqual([[100, { filled: 0, dropped: 30, converted: 0 }]]);
    });

    it('waits for onRepairs before it hands over the items of the page', async () => {
      const { client } = await play(...script);
      const seen: unknown[] = [];
      const onRepairs: ListOptions['onRepairs'] = async ({ page: number }) => {
        await new Promise((resolve) => setImmediate(resolve));
        seen.push(`page ${number}`);
      };
      for await (const { id } of client.meetingParticipants('1', { onRepairs })) seen.push(id);
      expect(seen).toEqual(['page 1', undefined, 'p3', 'p4', 'page 3', '5']);
    });

    it('fails with the error with which onRepairs rejects', async () => {
      const { client, seen } = await play(...script);
      const error = new Error('the database is closed');
      const onRepairs = async () => {
        throw error;
      };
      expect(await failure(client.meetingParticipants('1', { onRepairs }).all())).toBe(error);
      expect(seen).toHaveLength(1);
    });

    it('passes on an error of this library that onRepairs throws, of another list for example', async () => {
      const { client } = await play(...script);
      const error = new RestTransportError('network', 'The connection failed.');
      const onRepairs = async ({ page: number }: PageRepairs) => {
        if (number === 3) throw error;
      };
      expect(await failure(client.meetingParticipants('1', { onRepairs }).all())).toBe(error);
    });

    it('does not wait for onRepairs once the signal has aborted', async () => {
      const { client } = await play(...script);
      const controller = new AbortController();
      const onRepairs = async ({ page: number }: PageRepairs) => {
        if (number < 3) return;
        controller.abort();
        await new Promise(() => {});
      };
      const list = client.meetingParticipants('1', { onRepairs, signal: controller.signal });
      expect(await failure(list.all())).toMatchObject({ code: 'aborted', progress: { pages: 2, items: 3 } });
    });

    it('fails with the error that onRepairs throws, and takes only a function', async () => {
      const { client } = await play(...script);
      const error = new Error('strict');
      const onRepairs = () => {
        throw error;
      };
      expect(await failure(client.meetingParticipants('1', { onRepairs }).all())).toBe(error);
      expect(() => client.meetingParticipants('1', { onRepairs: 1 as never })).toThrow(ArgumentError);
    });
  });
});
