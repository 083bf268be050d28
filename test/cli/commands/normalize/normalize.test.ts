import { readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../../src/cli/output/table/display-width.js';
import { participantKey } from '../../../../src/index.js';
import { QSS_EXAMPLES, VIDEO_SDK_EXAMPLES } from '../../../events/documented.js';
import { documentedPages } from '../../../rest/zoom.js';
import { caseText } from '../../cases.js';
import { call, folder } from '../../console.js';

const QSS_FILE = 'test/fixtures/qss-events.json';
const QSS = JSON.stringify([...QSS_EXAMPLES.values()]);
const QOS = JSON.stringify(QSS_EXAMPLES.get('meeting.participant_qos'));
const UNKNOWN = '{"event":"meeting.something_new","payload":{"secret":"of the payload"}}';
const BAD = '{"event":"meeting.participant_qos","event_ts":1,"payload":{"secret":"of the payload"}}';

const normalize = (args: string[], stdin: string | Uint8Array = '') =>
  call(['normalize', ...args], { stdin, env: { COLUMNS: '100' } });
const rowsOf = (ndjson: string) =>
  ndjson
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

describe('normalize', () => {
  it('reads the documented events from a file, and sums them up', async () => {
    const { status, stdout, stderr } = await normalize(['--format', 'ndjson', QSS_FILE]);
    const kinds = rowsOf(stdout).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'sample')).toHaveLength(13);
    expect(kinds.filter((kind) => kind === 'snapshot')).toHaveLength(6);
    expect(stderr).toBe('14 events read: 13 samples, 6 snapshots.\n');
    expect(status).toBe(0);
  });

  it('reads the same from standard input as an array, as NDJSON, or indented', async () => {
    const events = [...QSS_EXAMPLES.values()];
    const { stdout } = await normalize(['--format', 'ndjson', QSS_FILE]);
    for (const text of [
      QSS,
      events.map((event) => JSON.stringify(event)).join('\n'),
      `\ufeff${events.map((event) => JSON.stringify(event)).join('\r\n\r\n')}\r\n`,
      events.map((event) => JSON.stringify(event, null, 2)).join('\n'),
    ])
      expect((await normalize(['--format', 'ndjson', '-'], text)).stdout).toBe(stdout);
  });

  it('keeps every digit of an id beyond 2^53, in an array too', async () => {
    const call = JSON.stringify(QSS_EXAMPLES.get('phone.call_qos')).replace(/"(6971668082545971778)"/, '$1');
    const { stdout, status } = await normalize(['--format', 'ndjson'], `[${call}]`);
    expect(rowsOf(stdout)[0].conference.uuid).toBe('6971668082545971778');
    expect(status).toBe(0);
  });

  it('writes one kind of rows on request, and counts the other', async () => {
    const { stdout, stderr } = await normalize(['--format', 'json', '--kind', 'snapshots'], QSS);
    expect(JSON.parse(stdout)).toHaveLength(6);
    expect(stderr).toBe('14 events read: 6 snapshots.\nExcluded by --kind: 8 events.\n');
  });

  it('writes CSV with a header and flat columns, and the header alone without rows', async () => {
    const { stdout } = await normalize(['--format', 'csv', '--kind', 'samples'], QSS);
    const lines = stdout.split('\r\n');
    expect(lines).toHaveLength(15);
    expect(lines[0]).toMatch(/^id,source,product,span,measured_at_ms,.*,bitrate_kbps_min,bitrate_kbps_avg,/);
    const none = await normalize(['--format', 'csv', '--kind', 'samples'], UNKNOWN);
    expect(none.stdout).toBe(`${lines[0]}\r\n`);
  });

  it('counts events without samples, and does not reject them', async () => {
    const videoSdk = JSON.stringify(VIDEO_SDK_EXAMPLES.get('session.started'));
    const { status, stderr } = await normalize(
      ['--format', 'ndjson'],
      [QOS, videoSdk, UNKNOWN, UNKNOWN].join('\n'),
    );
    expect(stderr).toBe(
      '4 events read: 1 sample.\nNothing to normalize in 1 Video SDK event and 2 unknown events.\n',
    );
    expect(status).toBe(0);
  });

  it('quotes payloads only in the files asked for', async () => {
    const { stderr } = await normalize(
      ['--format', 'ndjson'],
      `${UNKNOWN}\n${BAD}\n{"secret of the payload\n`,
    );
    expect(stderr).not.toMatch(/secret|something_new/);
  });
});

describe('rejects', () => {
  const input = `${QOS}\r\n\n${BAD}  \r\ngarbage\n[1,  ${QOS}, {"x": oops}]\n\xff\n{"event":"cut`;

  it('are named by line and reason, and the rest is read', async () => {
    const { status, stdout, stderr } = await normalize(['--format', 'ndjson'], Buffer.from(input, 'latin1'));
    expect(rowsOf(stdout)).toHaveLength(2);
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/^stdin:3: Malformed event: at payload\..*\(event_malformed\)$/),
      expect.stringMatching(/^stdin:4: Not JSON\. \(body_not_json\)$/),
      expect.stringMatching(/^stdin:5\[0\]: .*\(event_malformed\)$/),
      expect.stringMatching(/^stdin:5\[2\]: .*\(body_not_json\)$/),
      expect.stringMatching(/^stdin:6: Not UTF-8\. \(body_not_utf8\)$/),
      expect.stringMatching(/^stdin:7: Not JSON\. \(body_not_json\)$/),
      '2 events read: 2 samples.',
      'Rejected: 6.',
      '',
    ]);
    expect(status).toBe(1);
  });

  it('go to their file byte for byte, readable by the owner only, and can be read again', async () => {
    const file = join(folder(), 'rejects');
    await normalize(['--rejects', file], Buffer.from(input, 'latin1'));
    const bytes = readFileSync(file);
    expect(bytes.toString('latin1')).toBe(`${BAD}  \r\ngarbage\n1\n{"x": oops}\n\xff\n{"event":"cut\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await normalize([], bytes)).stderr).toContain('Rejected: 6.');
  });

  it('leave their file empty if there are no issues', async () => {
    const file = join(folder(), 'rejects');
    writeFileSync(file, 'of another day');
    await normalize(['--rejects', file], QOS);
    expect(readFileSync(file, 'utf8')).toBe('');
  });
});

describe('issues', () => {
  const event = structuredClone(QSS_EXAMPLES.get('meeting.participant_qos')) as never as {
    payload: { object: { participant: { qos: { details: Record<string, string> }[] } } };
  };
  for (const { details } of event.payload.object.participant.qos) details.bitrate = '63 apples';

  it('are listed with the position of their event, and counted without their text', async () => {
    const file = join(folder(), 'issues');
    const { stderr, status } = await normalize(['--issues', file], `\n[${QOS},${JSON.stringify(event)}]`);
    expect(rowsOf(readFileSync(file, 'utf8'))).toEqual([
      {
        input: 'stdin',
        line: 2,
        element: 1,
        code: 'value_unreadable',
        path: ['payload', 'object', 'participant', 'qos', 0, 'details', 'bitrate'],
        recordId:
          'meeting.participant_qos|AAAAAABBBB|4444AAAiAAAAAiAiAiiAii==|1234567890||1626230691572|1626212691000|audio_input',
        text: '63 apples',
        expected: 'a number in kbps',
      },
    ]);
    expect(stderr).toBe('2 events read: 2 samples.\nIssues: value_unreadable 1.\n');
    expect(status).toBe(0);
  });

  it('are mentioned if --issues is not given', async () => {
    expect((await normalize([], JSON.stringify(event))).stderr).toContain('(list them with --issues file)');
  });
});

describe('REST answers', () => {
  const pages = Object.entries(documentedPages());
  const answer = (part: string) => JSON.stringify(pages.find(([path]) => path.includes(part))?.[1]);

  it.each([
    ['metrics/meetings', 'rest.meeting', '85746065', { id: '85746065', uuid: null, name: null }],
    ['metrics/webinars', 'rest.webinar', 'abc==', { id: null, uuid: 'abc==', name: null }],
    ['videosdk', 'rest.session', '123', { id: null, uuid: '123', name: null }],
  ])('of %s become samples of the list and conference given', async (part, source, conference, expected) => {
    const args = ['--format', 'ndjson', '--source', source, '--conference', conference];
    const { status, stdout, stderr } = await normalize(args, answer(part));
    const rows = rowsOf(stdout);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toMatchObject({ kind: 'sample', source, conference: expected });
    expect(stderr).toMatch(/^1 answer read: \d+ samples?\.\n$/);
    expect(status).toBe(0);
  });

  it('may be single participants from a page', async () => {
    const { participants } = JSON.parse(answer('metrics/meetings'));
    const args = ['--format', 'ndjson', '--source', 'rest.meeting', '--conference', '1'];
    const { stdout } = await normalize(
      args,
      participants.map((one: unknown) => JSON.stringify(one)).join('\n'),
    );
    expect(stdout).toBe((await normalize(args, JSON.stringify({ participants }))).stdout);
  });

  it('list their issues by the path in the answer', async () => {
    const file = join(folder(), 'issues');
    const people = [{ qos: [] }, { qos: [{ type: 'audio_input', details: { avg_bitrate: '63 apples' } }] }];
    const args = ['--source', 'rest.session', '--conference', '1', '--issues', file];
    await normalize(args, `{"users":${JSON.stringify(people)}}`);
    expect(rowsOf(readFileSync(file, 'utf8'))).toMatchObject([
      { line: 1, path: ['users', 1, 'qos', 0, 'details', 'avg_bitrate'], text: '63 apples' },
    ]);
  });

  it('are rejected if they are something else', async () => {
    const args = ['--source', 'rest.meeting', '--conference', '1'];
    const { status, stderr } = await normalize(
      args,
      `{"code":3001,"message":"No."}\n{"participants":1}\n[]\n7\n\xff`,
    );
    expect(stderr).toMatch(/stdin:1: Not a REST answer: expected a page with participants/);
    expect(stderr).toMatch(/stdin:2: Malformed response: expected \S+ at participants/);
    expect(stderr).toContain('Rejected: 4.');
    expect(status).toBe(1);
  });

  it('are recognized without --source', async () => {
    const { status, stderr } = await normalize([], answer('metrics/meetings'));
    expect(stderr).toContain(
      'It seems to be a page of a meeting or webinar: add --source and --conference. (event_malformed)',
    );
    expect(status).toBe(1);
  });
});

describe('the answers of one list', () => {
  const args = ['--format', 'ndjson', '--source', 'rest.meeting', '--conference', 'uuid=='];
  const guests = caseText('rest-page-of-guests');

  it('give each of four guests ids of their own, the same when the page is read again', async () => {
    const { status, stdout } = await normalize(args, guests);
    const ids = rowsOf(stdout).map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
    expect(rowsOf(stdout).map(({ latencyMs }) => latencyMs.avg)).toEqual([10, 900, 20, 30]);
    expect(status).toBe(0);
    expect((await normalize(args, guests)).stdout).toBe(stdout);
  });

  it('are counted as one list over all files and lines, however they are cut into pages', async () => {
    const dir = folder();
    const people = JSON.parse(guests).participants;
    const files = [people.slice(0, 1), people.slice(1)].map((participants, index) => {
      const file = join(dir, `page-${index}.json`);
      writeFileSync(file, JSON.stringify({ participants }));
      return file;
    });
    const whole = (await normalize(args, guests)).stdout;
    expect((await normalize([...args, ...files])).stdout).toBe(whole);
    const items = people.map((each: unknown) => JSON.stringify(each)).join('\n');
    expect((await normalize(args, items)).stdout).toBe(whole);
  });

  it('lose only the details that an item lacks, and report them', async () => {
    const file = join(folder(), 'issues');
    const { status, stdout, stderr } = await normalize(
      [...args, '--issues', file],
      caseText('rest-page-one-item-without-details'),
    );
    const rows = rowsOf(stdout);
    expect(rows.map(({ bitrateKbps, type }) => [type, bitrateKbps?.avg ?? null])).toEqual([
      ['audio_input', 2],
      ['cpu_usage', null],
      ['audio_input', 3],
    ]);
    expect(rowsOf(readFileSync(file, 'utf8'))).toEqual([
      {
        input: 'stdin',
        line: 1,
        code: 'field_missing',
        recordId: rows[1].id.slice(0, rows[1].id.indexOf('|cpu_usage')),
        path: ['participants', 1, 'qos', 0, 'details'],
        text: null,
        expected: 'QosSummaryDetails',
      },
    ]);
    expect(stderr).toBe('1 answer read: 3 samples.\nIssues: field_missing 1.\n');
    expect(status).toBe(0);
  });

  it('list what cannot be read at its path in the answer, once, and read the rest', async () => {
    const file = join(folder(), 'issues');
    const qos = [{ type: 'audio_input', details: { avg_bitrate: '2 kbps' } }];
    const participants = [7, { participant_id: 'p1', qos: 'none' }, { qos: [null, ...qos], email: [] }, null];
    const answer = JSON.stringify({ participants });
    const { status, stdout } = await normalize([...args, '--issues', file], answer);
    expect(rowsOf(stdout)).toHaveLength(1);
    const issues = rowsOf(readFileSync(file, 'utf8'));
    expect(issues.map(({ code, path }) => `${path.join('.')} ${code}`).sort()).toEqual([
      'participants.0 field_unreadable',
      'participants.1.qos field_unreadable',
      'participants.2.email field_unreadable',
      'participants.2.qos.0 field_missing',
      'participants.3 field_missing',
    ]);
    for (const { recordId } of issues) expect(recordId).toMatch(/^rest\.meeting\|\|uuid==\|/);
    expect(status).toBe(0);
  });

  it('name an item that came alone by its own path', async () => {
    const file = join(folder(), 'issues');
    const item = '{"id":9007199254740993,"qos":[{"type":"audio_input"},{"type":"audio_input","details":{}}]}';
    const { stdout } = await normalize([...args, '--issues', file], item);
    expect(rowsOf(stdout)[0].participant.userId).toBe('9007199254740993');
    expect(rowsOf(readFileSync(file, 'utf8')).map(({ path }) => path)).toEqual([['qos', 0, 'details']]);
  });
});

describe('the account of an answer', () => {
  const summary = JSON.parse(JSON.stringify(QSS_EXAMPLES.get('meeting.participant_qos_summary')));
  const { account_id: account, object } = summary.payload;
  const row = JSON.stringify(object.participant);
  const args = ['--format', 'ndjson', '--source', 'rest.meeting', '--conference', object.uuid];

  it.each<[string, string[], Record<string, string>]>([
    ['--account', ['--account', account], { ZOOM_ACCOUNT_ID: 'another' }],
    ['ZOOM_ACCOUNT_ID', [], { ZOOM_ACCOUNT_ID: account }],
  ])('comes from %s, and gives a participant the key that events give', async (_, option, env) => {
    const ofRow = await call(['normalize', ...args, ...option], { stdin: row, env });
    const ofEvent = await normalize(['--format', 'ndjson'], JSON.stringify(summary));
    expect(participantKey(rowsOf(ofRow.stdout)[0])).toBe(participantKey(rowsOf(ofEvent.stdout)[0]));
  });

  it('is unknown otherwise', async () => {
    expect(rowsOf((await normalize(args, row)).stdout)[0].accountId).toBeNull();
  });

  it('is not for events', async () => {
    const { status, stderr } = await normalize(['--account', account], JSON.stringify(summary));
    expect(stderr).toContain('--account is for REST answers');
    expect(status).toBe(2);
  });
});

describe('a page of which some rows have qos and others user_qos', () => {
  it('is a page of the list', async () => {
    const [row] = JSON.parse(JSON.stringify(Object.values(documentedPages())[0])).participants;
    const args = ['--format', 'ndjson', '--source', 'rest.meeting', '--conference', '1'];
    const { status, stdout } = await normalize(
      args,
      JSON.stringify({ participants: [row, { user_qos: [] }] }),
    );
    expect(rowsOf(stdout).length).toBeGreaterThan(0);
    expect(status).toBe(0);
  });
});

describe('an input of another kind', () => {
  const meeting = ['--source', 'rest.meeting', '--conference', '1'];
  const session = ['--source', 'rest.session', '--conference', '1'];

  it.each<[string, string[], string, string]>([
    [
      'a page of the Dashboard',
      meeting,
      caseText('dashboard-user-qos'),
      'an answer of the Dashboard, with user_qos',
    ],
    [
      'a page of the Dashboard',
      [],
      caseText('dashboard-user-qos'),
      'an answer of the Dashboard, with user_qos',
    ],
    ['the QoS of a call log', meeting, caseText('phone-call-log-qos'), 'the QoS of a Zoom Phone call log'],
    ['the QoS of a call log', [], caseText('phone-call-log-qos'), 'the QoS of a Zoom Phone call log'],
    ['an event', meeting, QOS, 'a webhook event: remove --source and --conference'],
    [
      'a WebSocket message',
      meeting,
      caseText('websocket-envelope'),
      'a message of Zoom’s WebSocket delivery: remove',
    ],
    [
      'a page of a session',
      meeting,
      '{"users":[]}',
      'a page of a Video SDK session: give --source rest.session',
    ],
    [
      'a page of a meeting',
      session,
      '{"participants":[]}',
      'a page of a meeting or webinar: give --source rest.m',
    ],
    ['a refusal', meeting, '{"code":3001,"message":"No."}', 'an error answer of Zoom.'],
    ['a sample', [], '{"kind":"sample"}', 'a sample or snapshot of zoom-qss: `zoom-qss report` reads those.'],
  ])('such as %s is named with %j, and is no success', async (_, args, input, message) => {
    const { status, stdout, stderr } = await normalize(['--format', 'ndjson', ...args], input);
    expect(stderr).toContain(`It seems to be ${message}`);
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });
});

describe('an input in which nothing can be read', () => {
  it.each([
    ['{"participants":[{"id":"a"},{"id":"b"}]}', 'expected a list at participants.0.qos'],
    ['{"participants":[{"id":"a","qos":{}}]}', 'expected QosSummaryItem[] at participants.0.qos'],
    ['{"participants":[7]}', 'expected ParticipantQosSummary at participants.0'],
    ['{"id":"a","qos":7}', 'expected QosSummaryItem[] at qos'],
  ])('is rejected: the answer %j', async (answer, message) => {
    const args = ['--source', 'rest.meeting', '--conference', '1'];
    const { status, stderr } = await normalize(args, answer);
    expect(stderr).toContain(`Nothing in it can be read: ${message}. (response_malformed)`);
    expect(status).toBe(1);
  });

  it('is rejected: an event', async () => {
    const event = structuredClone(QSS_EXAMPLES.get('meeting.participant_qos')) as never as {
      payload: { object: { participant: { qos: unknown } } };
    };
    event.payload.object.participant.qos = [7];
    const { status, stderr } = await normalize([], JSON.stringify(event));
    expect(stderr).toContain('at payload.object.participant.qos.0 expected QosItem, received number');
    expect(status).toBe(1);
  });

  it('is not an empty list, nor one whose items have no readings', async () => {
    const args = ['--source', 'rest.meeting', '--conference', '1'];
    for (const answer of ['{"participants":[]}', '{"participants":[{"id":"a","qos":[]}]}'])
      expect((await normalize(args, answer)).status).toBe(0);
  });
});

describe('an event within something else', () => {
  it.each<[string, unknown, string]>([
    ['SQS', { Messages: [{ Body: QOS }] }, 'a message of SQS: take the body of each'],
    ['an SQS trigger', { Records: [{ body: QOS }] }, 'a message of SQS: take the body of each'],
    ['SNS', { Type: 'Notification', Message: QOS }, 'a notification of SNS: take its Message'],
    ['EventBridge', { 'detail-type': 'x', detail: {} }, 'an event of EventBridge: take its detail'],
    ['API Gateway', { headers: {}, body: QOS }, 'a request as API Gateway hands it over: take its body'],
    ['a JSON string', QOS, 'JSON within a JSON string: unpack it'],
  ])('is rejected with what to do: %s', async (_, value, expected) => {
    const { status, stderr } = await normalize([], JSON.stringify(value));
    expect(stderr).toContain(`It seems to be ${expected}`);
    expect(status).toBe(1);
  });

  it('is rejected with what to do where several values are in one line', async () => {
    const { stderr } = await normalize([], QOS + QOS);
    expect(stderr).toContain('Not JSON. It seems to be several values in one line: separate them');
  });

  it('is not called an event if it is one that is malformed', async () => {
    expect((await normalize([], BAD)).stderr).not.toContain('It seems');
  });
});

describe('the messages of a WebSocket delivery', () => {
  const messages = caseText('websocket-envelope');

  it('give their events, and those about the connection are passed over', async () => {
    const { status, stdout, stderr } = await normalize(['--format', 'ndjson'], messages);
    expect(rowsOf(stdout)).toMatchObject([{ kind: 'sample', bitrateKbps: { avg: 40 } }]);
    expect(stderr).toBe('1 event read: 1 sample.\nPassed over: 2 connection messages.\n');
    expect(status).toBe(0);
    const lines = JSON.parse(messages).map((each: unknown) => JSON.stringify(each));
    expect((await normalize(['--format', 'ndjson'], lines.join('\n'))).stdout).toBe(stdout);
  });

  it('keep numbers beyond 2^53 exact, in an object as in text', async () => {
    const event = QOS.replace(/"user_id":"[^"]*"/, '"user_id":12345678901234567891');
    for (const content of [event, JSON.stringify(event)]) {
      const message = `{ "content" : ${content} , "module":"message"}`;
      const { stdout } = await normalize(['--format', 'ndjson'], message);
      expect(rowsOf(stdout)).toMatchObject([{ participant: { id: '12345678901234567891' } }]);
    }
  });

  it('are rejected if they hold no event, or are of an unknown module', async () => {
    const input = '{"module":"message","content":"no"}\n{"module":"message"}\n{"module":"new"}';
    const { status, stderr } = await normalize([], input);
    expect(stderr).toMatch(
      /stdin:1: In the content of a message: Not JSON.*\nstdin:2: No event in .*\nstdin:3: .*WebSocket delivery\./,
    );
    expect(status).toBe(1);
  });
});

describe('CloudEvents', () => {
  const attributes = {
    specversion: '1.0',
    id: 'ab',
    source: '//zoom.us',
    type: 'us.zoom.meeting.participant_qos',
  };
  const wrap = (data: object) => JSON.stringify({ ...attributes, ...data });
  const event = JSON.parse(QOS);

  it.each([
    ['as an object', wrap({ data: event })],
    ['as text', wrap({ data: QOS })],
    ['as Base64', wrap({ data_base64: Buffer.from(QOS).toString('base64') })],
    ['in a batch', `[${wrap({ data: event })}]`],
    ['over many lines', JSON.stringify({ ...attributes, data: event }, null, 2)],
    ['with an extension named event', wrap({ event: 'order.placed', data: event })],
    [
      'with an extension named as events of Zoom are',
      wrap({ event: 'meeting.participant_qos', data: event }),
    ],
    ['with extensions named event and payload', wrap({ event: 'x', payload: 'y', data: event })],
  ])('give their event, %s', async (_, input) => {
    const { status, stdout } = await normalize(['--format', 'ndjson'], input);
    expect(stdout).toBe((await normalize(['--format', 'ndjson'], QOS)).stdout);
    expect(status).toBe(0);
  });

  it.each([
    ['No event in the data of a CloudEvent. (event_malformed)', wrap({})],
    ['No event in the data of a CloudEvent. (event_malformed)', wrap({ event: 'x', data: null })],
    ['In the data of a CloudEvent: Malformed event: at the root', wrap({ data: 5 })],
    ['In the data of a CloudEvent: Empty. (body_empty)', wrap({ data: '' })],
    ['In the data of a CloudEvent: Not JSON. (body_not_json)', wrap({ data_base64: 'YWJj' })],
    ['No event in the content of a message. (event_malformed)', '{"module":"message"}'],
  ])('say %s', async (reason, input) => {
    const { status, stderr } = await normalize(['--format', 'ndjson'], input);
    expect(stderr).toContain(`stdin:1: ${reason}`);
    expect(status).toBe(1);
  });

  it('keep numbers beyond 2^53 exact', async () => {
    const data = QOS.replace(/"user_id":"[^"]*"/, '"user_id":12345678901234567891');
    const input = wrap({}).replace(/}$/, `,"data":${data}}`);
    const { stdout } = await normalize(['--format', 'ndjson'], input);
    expect(rowsOf(stdout)).toMatchObject([{ participant: { id: '12345678901234567891' } }]);
  });

  it('are rejected if they hold no event', async () => {
    const inputs = [wrap({}), wrap({ data: null }), wrap({ data: {} }), wrap({ data_base64: '!' })];
    const { status, stderr } = await normalize([], inputs.join('\n'));
    expect(stderr).toMatch(/stdin:1: .*\nstdin:2: .*\nstdin:3: .*\nstdin:4: /);
    expect(status).toBe(1);
  });

  it('are no events of Zoom’s with fields of these names', async () => {
    const { stdout } = await normalize(
      ['--format', 'ndjson'],
      JSON.stringify({ ...event, ...attributes, data: {} }),
    );
    expect(rowsOf(stdout)).toHaveLength(1);
  });

  it('are named where an answer of the REST API was expected', async () => {
    const { stderr } = await normalize(
      ['--source', 'rest.meeting', '--conference', '1'],
      wrap({ data: event }),
    );
    expect(stderr).toContain('It seems to be a CloudEvent: remove --source and --conference');
  });
});

describe('repairs of events', () => {
  const broken = (change: (text: string) => string, name = 'meeting.participant_qos') =>
    change(JSON.stringify(QSS_EXAMPLES.get(name as never)));
  const withoutAccount = broken((text) => text.replace(/"account_id":"[^"]*",?/, ''));
  const listed = async (input: string) => {
    const file = join(folder(), 'issues');
    const { status, stdout, stderr } = await normalize(['--format', 'ndjson', '--issues', file], input);
    return { status, stderr, rows: rowsOf(stdout), issues: rowsOf(readFileSync(file, 'utf8')) };
  };

  it('are counted and listed with an id that leads to the event', async () => {
    const { status, stderr, rows, issues } = await listed(withoutAccount);
    expect(issues).toMatchObject([
      { line: 1, code: 'field_missing', path: ['payload', 'account_id'], text: null, expected: 'string' },
    ]);
    expect(rows[0].id.startsWith(issues[0].recordId)).toBe(true);
    expect(issues[0].recordId).toMatch(/^meeting\.participant_qos\|\|.+\|.+\|\|\d+\|$/);
    expect(stderr).toBe('1 event read: 1 sample.\nIssues: field_missing 1.\n');
    expect(status).toBe(0);
  });

  it('are unreadable fields if something was there', async () => {
    const { stderr, issues } = await listed(
      broken((text) => text.replace(/"account_id":"[^"]*"/, '"account_id":{}')),
    );
    expect(issues).toMatchObject([{ code: 'field_unreadable', path: ['payload', 'account_id'] }]);
    expect(stderr).toContain('Issues: field_unreadable 1.\n');
  });

  it('are not counted if nothing was lost', async () => {
    const { stderr, issues } = await listed(
      broken((text) => text.replace(/"account_id":"[^"]*"/, '"account_id":7')),
    );
    expect(issues).toEqual([]);
    expect(stderr).toBe('1 event read: 1 sample.\n');
  });

  it('of an event without samples are named by its name and time', async () => {
    const started = JSON.stringify(VIDEO_SDK_EXAMPLES.get('session.started'));
    const { issues } = await listed(started.replace(/"account_id":"[^"]*",?/, ''));
    expect(issues).toMatchObject([
      { code: 'field_missing', recordId: `session.started|${JSON.parse(started).event_ts}` },
    ]);
  });

  it('beyond the first 100 of an event are counted', async () => {
    const event = JSON.parse(QOS);
    event.payload.object.participant.qos.push(...Array.from({ length: 130 }, () => 7));
    const { stderr, issues } = await listed(JSON.stringify(event));
    expect(issues).toHaveLength(100);
    expect(stderr).toContain(
      'Issues: field_unreadable 100.\nNot listed: 30 missing or unreadable beyond the first 100 of an event.\n',
    );
  });

  it('are all listed where 100 conversions without loss come before them', async () => {
    const event = JSON.parse(QOS);
    const { participant } = event.payload.object;
    const details = { bitrate: 1, latency: 2, jitter: 3, avg_loss: 4, max_loss: 5 };
    participant.qos = [...Array.from({ length: 23 }, () => ({ ...participant.qos[0], details })), 'lost'];
    const { stderr, issues } = await listed(JSON.stringify(event));
    expect(issues.map(({ path }) => path.join('.'))).toEqual(['payload.object.participant.qos.23']);
    expect(stderr).toContain('Issues: field_unreadable 1.\n');
    expect(stderr).not.toContain('Not listed');
  });

  it.each([
    ['session-data-without-original-host', 'snapshots', 1],
    ['recorded-before-field-existed', 'samples', 1],
    ['phone-one-reading-without-mos', 'samples', 40],
  ])('cost %s nothing', async (name, kind, count) => {
    const { status, rows } = await listed(caseText(name));
    expect(rows.map((row) => `${row.kind}s`)).toEqual(Array(count).fill(kind));
    expect(status).toBe(0);
  });
});

describe('the tables', () => {
  it.each([40, 80, 120, 200, 400])('fit %i columns', async (columns) => {
    const { stdout } = await call(['normalize'], { stdin: QSS, env: { COLUMNS: String(columns) } });
    const lines = stdout.split('\n');
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(columns);
    expect(lines.filter((line) => /audio_input|Windows/.test(line))).toHaveLength(9);
  });

  it('keep rows apart in narrow terminals, and say how to see the rest', async () => {
    const at = async (columns: number) =>
      (await call(['normalize', QSS_FILE], { env: { COLUMNS: String(columns) } })).stdout;
    const samples = (text: string) => text.split('\n\n')[0] ?? '';
    for (const columns of [80, 120]) {
      expect(samples(await at(columns))).toMatch(/time UTC +product +span .*type/);
      expect(samples(await at(columns))).toMatch(/latency .*loss/);
    }
    expect(samples(await at(120))).toContain('conference');
    expect(samples(await at(60))).toMatch(/time UTC +participant +type .*avg/);
    expect(samples(await at(20))).toMatch(/participant +avg/);
    expect(await at(120)).toMatch(/\d+ columns do not fit: set COLUMNS=229 or use --format csv\.\n/);
    expect(samples(await at(229))).not.toContain('not fit');
  });

  it('start again after 2,000 rows, so that memory stays bounded', async () => {
    const { stdout } = await normalize([], `${QOS}\n`.repeat(4_500));
    const lines = stdout.split('\n');
    expect(lines.filter((line) => line.includes('audio_input'))).toHaveLength(4_500);
    expect(lines.filter((line) => line.startsWith('───'))).toHaveLength(3);
  });

  it('show a blank as a dash and a measured 0 as 0', async () => {
    const { stdout } = await call(['normalize', '--kind', 'samples'], {
      stdin: QSS,
      env: { COLUMNS: '400' },
    });
    expect(stdout.split('\n').find((line) => line.includes('video_output'))).toMatch(
      /video_output {2}200 391 898 {4}0 {3}0 {3}0 {4}0 {3}0 {3}1 .* – /,
    );
  });

  it('take 120 columns by default', async () => {
    for (const COLUMNS of [undefined, '', 'wide', '-1']) {
      const { stdout } = await call(['normalize'], { stdin: QSS, env: { COLUMNS } });
      const widest = Math.max(...stdout.split('\n').map(displayWidth));
      expect(widest).toBeGreaterThan(100);
      expect(widest).toBeLessThanOrEqual(120);
    }
  });

  it('show a hostile name as text', async () => {
    const name = '\x1b]0;owned\x07\u202eJill\nJack';
    const event = JSON.stringify(QSS_EXAMPLES.get('meeting.participant_qos_summary')).replace(
      '"JillChill"',
      JSON.stringify(name),
    );
    const { stdout } = await normalize([], event);
    expect(stdout).toContain('␛]0;owned␇�J');
    expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Cf}/u);
  });
});

describe('input that is not JSON', () => {
  it('is rejected with its line', async () => {
    const { stderr } = await normalize([], `${QOS}\n{"a":,}\n\xff`);
    expect(stderr).toContain('stdin:2: Not JSON. (body_not_json)\n');
    expect(stderr).not.toContain('body,');
  });

  it('is named if it is compressed, and other files are read', async () => {
    const file = join(folder(), 'events.gz');
    writeFileSync(file, gzipSync(QSS));
    const { status, stdout, stderr } = await normalize(['--format', 'ndjson', file, '-'], QOS);
    expect(stderr).toContain(
      'events.gz:1: Compressed with gzip: decompress it first (zcat). (input_compressed)\n',
    );
    expect(stderr.match(/events\.gz/g)).toHaveLength(1);
    expect(rowsOf(stdout).length).toBeGreaterThan(0);
    expect(status).toBe(1);
  });
});

describe('wrong usage', () => {
  it.each([
    [['--format', 'xml'], '--format must be one of table, ndjson, csv, json.'],
    [['--kind', 'rows'], '--kind must be one of samples, snapshots.'],
    [['--format', 'csv'], 'add --kind samples or --kind snapshots'],
    [['--bogus'], 'Unknown option --bogus.'],
    [['--source', 'rest.meeting'], 'give both --source and --conference'],
    [['--conference', '1'], 'give both --source and --conference'],
    [
      ['--source', 'meeting', '--conference', '1'],
      '--source must be one of rest.meeting, rest.webinar, rest.session.',
    ],
    [
      ['--source', 'rest.meeting', '--conference', '1', '--kind', 'snapshots'],
      'hold no snapshots: remove --kind snapshots',
    ],
    [['no-such-file'], 'Cannot read no-such-file (ENOENT).'],
    [['test'], 'Cannot read test: it is a directory.'],
    [['--rejects', 'no-such-folder/rejects'], 'Cannot write no-such-folder/rejects (ENOENT).'],
    [['--issues', 'same', '--rejects', './same'], 'Two outputs name the same file, same.'],
  ])('%j ends with status 2 before it reads or writes anything', async (args, message) => {
    const { status, stdout, stderr } = await normalize(args, QSS);
    expect(stderr).toContain(message);
    expect(stderr).toContain('zoom-qss normalize --help');
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  it.each(['--rejects', '--issues'])(
    '%s never overwrites an input, however it is spelled',
    async (option) => {
      const dir = folder();
      const file = join(dir, 'events.json');
      writeFileSync(file, QSS);
      symlinkSync(file, join(dir, 'link'));
      for (const path of [join(dir, '.', 'events.json'), join(dir, 'link')]) {
        const { status, stderr } = await normalize([option, path, file]);
        expect(stderr).toContain('is an input and an output, and would be overwritten.');
        expect(status).toBe(2);
      }
      expect(readFileSync(file, 'utf8')).toBe(QSS);
    },
  );

  it('is answered by help, which names every option', async () => {
    const { status, stdout } = await normalize(['--help']);
    for (const option of [
      '--format',
      '--kind',
      '--rejects',
      '--issues',
      '--source',
      '--conference',
      'Examples',
    ])
      expect(stdout).toContain(option);
    expect(status).toBe(0);
  });
});
