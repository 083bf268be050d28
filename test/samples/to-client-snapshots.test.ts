import { describe, expect, it } from 'vitest';
import { type ClientSnapshot, parseEvent, toClientSnapshots } from 'zoom-qss';
import { CLIENT_FIELD_NAMES, clientWireNames } from '../../src/samples/fields.js';
import { changed, example, QSS_EXAMPLES } from '../events/documented.js';
import { DATA_ITEM, NOBODY, NOWHERE, only, readClient, snapshotsOf } from './given.js';

/** The snapshot of a documented example, which holds nothing to remark on. */
function documented(name: string): ClientSnapshot {
  const { snapshots, issues } = snapshotsOf(example(name));
  expect(issues).toEqual([]);
  return only(snapshots);
}

const CLIENT = {
  deviceRaw: 'WIN',
  device: 'Windows',
  location: 'New York',
  networkTypeRaw: 'Wired',
  networkType: 'Wired',
  microphone: 'Plantronics BT600',
  speaker: 'Plantronics BT600',
  camera: 'FaceTime HD Camera',
  dataCenter: 'SC',
  connectionType: 'P2P',
  pcName: 'My PC',
  domain: 'my-workspace',
  macAddress: '00:00:5E:00:53:00',
  harddiskId: 'Disk01',
  version: '4.4.55383.0716',
  signalingIpAddress: '192.0.2.1',
  signalingInternalIpAddress: '127.0.0.1',
  signalingInternalIpPort: 5060,
  audioInternalIpAddress: '127.0.0.1',
  audioInternalIpPort: 5060,
  videoInternalIpAddress: '127.0.0.1',
  videoInternalIpPort: 5060,
  shareInternalIpAddress: '127.0.0.1',
  shareInternalIpPort: 5060,
  destinationIpDomain: 'example.com',
  destinationIpPort: 5000,
};

const SUMMARY = {
  ...CLIENT,
  deviceRaw: 'Windows',
  deviceDetail: 'GoogleChromeSAB 130',
  client: 'Web video sdk 1.12.10',
};

const COMMON = { eventAtMs: 1626230691572, accountId: 'AAAAAABBBB' };
const MEETING = { ...NOWHERE, uuid: '4444AAAiAAAAAiAiAiiAii==', id: null, name: null };
const SESSION = { ...NOWHERE, uuid: '4567UVWxYZABCdEfGhiJkl==', id: 'ABC36jaBI145', name: 'My Session' };
const person = (id: string) => ({
  ...NOBODY,
  id,
  userId: 'rstuvwxyza789-cde',
  name: null,
  email: 'user@example.com',
  role: null,
});
const USER = {
  ...NOBODY,
  id: '25508864',
  userId: 'ASD74dfDI854',
  isOriginalHost: true,
  name: 'example',
  email: null,
  role: null,
};

describe('the documented example of', () => {
  it.each([
    ['meeting.participant_data', 'change', MEETING, person('1234567890'), CLIENT],
    ['webinar.participant_data', 'change', MEETING, person('123456789036'), CLIENT],
    ['session.user_data', 'change', SESSION, USER, CLIENT],
    [
      'meeting.participant_data_summary',
      'summary',
      { ...MEETING, id: '1234567890' },
      person('1234567890'),
      SUMMARY,
    ],
    ['webinar.participant_data_summary', 'summary', MEETING, person('123456789036'), CLIENT],
    ['session.user_data_summary', 'summary', SESSION, USER, SUMMARY],
  ])('%s', (source, span, conference, participant, client) => {
    expect(documented(source)).toStrictEqual({
      ...COMMON,
      ...client,
      id: `${source}|AAAAAABBBB|${conference.uuid}|${participant.id}||1626230691572||`,
      source,
      product: source.split('.')[0],
      span,
      conference,
      participant,
    });
  });
});

describe('an item', () => {
  const IDENTITY = ['id', 'source', 'product', 'span', 'eventAtMs', 'accountId', 'conference', 'participant'];
  /** What a snapshot says of the client alone. */
  const read = (item: Record<string, unknown>) => {
    const { snapshot, issues } = readClient(item);
    const fields = Object.entries(snapshot).filter(([key]) => !IDENTITY.includes(key));
    return { fields: Object.fromEntries(fields), issues };
  };

  it('stays as partial as it came', () => {
    expect(read({})).toEqual({ fields: {}, issues: [] });
    expect(read({ camera: 'FaceTime HD Camera' })).toStrictEqual({
      fields: { camera: 'FaceTime HD Camera' },
      issues: [],
    });
    expect(read({ device: 'Mac' }).fields).toStrictEqual({ deviceRaw: 'Mac', device: 'Mac' });
  });

  const wires = CLIENT_FIELD_NAMES.flatMap((name) =>
    clientWireNames(name).map((wire) => [wire, name] as const),
  );
  it.each(wires)('has null where %s is blank', (wire, name) => {
    for (const blank of ['', ' ', '-', '--', 'N/A']) {
      const { fields, issues } = read({ [wire]: blank });
      expect(fields[name]).toBeNull();
      expect(issues).toEqual([]);
    }
  });

  it('has null for the kinds of a blank device and network', () => {
    expect(read({ device: '', network_type: '-' }).fields).toStrictEqual({
      deviceRaw: null,
      device: null,
      networkTypeRaw: null,
      networkType: null,
    });
  });

  it.each(wires.filter(([wire]) => wire.endsWith('_port')))('has %s as a number', (wire, name) => {
    expect(read({ [wire]: '0' })).toEqual({ fields: { [name]: 0 }, issues: [] });
    expect(read({ [wire]: '65535' })).toEqual({ fields: { [name]: 65535 }, issues: [] });
    for (const text of ['65536', '-1', '80.5', 'http']) {
      const path = [...DATA_ITEM, wire];
      expect(read({ [wire]: text })).toEqual({
        fields: { [name]: null },
        issues: [{ code: 'value_unreadable', path, text, expected: 'a port' }],
      });
    }
  });

  it('has the deprecated Location where location says nothing, in either order', () => {
    for (const [given, location] of [
      [{ Location: 'Milpitas (US )' }, 'Milpitas (US )'],
      [{ Location: 'Oslo', location: '' }, 'Oslo'],
      [{ location: '-', Location: 'Oslo' }, 'Oslo'],
      [{ Location: '', location: 'Oslo' }, 'Oslo'],
      [{ location: 'Oslo', Location: '' }, 'Oslo'],
      [{ location: 'Oslo', Location: 'Oslo' }, 'Oslo'],
      [{ location: '', Location: '' }, null],
    ] as const) {
      expect(read(given)).toEqual({ fields: { location }, issues: [] });
    }
  });

  it('has location where Location says something else, which is noted, in either order', () => {
    for (const given of [
      { Location: 'Oslo', location: 'Rome' },
      { location: 'Rome', Location: 'Oslo' },
    ]) {
      expect(read(given)).toEqual({
        fields: { location: 'Rome' },
        issues: [
          {
            code: 'field_unknown',
            path: [...DATA_ITEM, 'Location'],
            text: 'Oslo',
            expected: 'one field for location',
          },
        ],
      });
    }
  });

  it('is read where a field is declared for the other kind of event only', () => {
    const { snapshots, issues } = snapshotsOf(
      changed(example('meeting.participant_data_summary'), DATA_ITEM, { Location: 7, client: 'Web' }),
    );
    expect(only(snapshots)).toMatchObject({ location: null, client: 'Web' });
    expect(issues).toEqual([
      { code: 'value_unreadable', path: [...DATA_ITEM, 'Location'], text: '7', expected: 'text' },
    ]);
  });

  it.each([
    ['WIN', 'Windows'],
    ['Windows', 'Windows'],
    ['win 10+ 17763', 'Windows'],
    ['Mac', 'Mac'],
    ['MAC', 'Mac'],
    ['macOS 14.2', 'Mac'],
    ['iOS', 'iOS'],
    ['iPhone', 'iOS'],
    ['iPad', 'iOS'],
    ['Android', 'Android'],
    ['Phone', 'Phone'],
    ['H.323/SIP', 'H.323/SIP'],
    ['h323', 'H.323/SIP'],
    ['SIP', 'H.323/SIP'],
    ['Linux', null],
    ['Darwin', null],
    ['a Windows machine', null],
    ['constructor', null],
  ])('says %o of a device, which is %o', (raw, device) => {
    expect(read({ device: raw })).toEqual({ fields: { deviceRaw: raw, device }, issues: [] });
  });

  it.each([
    ['Wired', 'Wired'],
    ['wired', 'Wired'],
    ['Wifi', 'Wifi'],
    ['WiFi', 'Wifi'],
    ['Wi-Fi', 'Wifi'],
    ['PPP', 'PPP'],
    ['Cellular', 'Cellular'],
    ['3G', 'Cellular'],
    ['Others', 'Others'],
    ['Other', 'Others'],
    ['Satellite', null],
  ])('says %o of a network, which is %o', (raw, networkType) => {
    expect(read({ network_type: raw })).toEqual({ fields: { networkTypeRaw: raw, networkType }, issues: [] });
  });

  it.each(['f85e-a012-92d8', '00:00:5E:00:53:00'])('keeps the address %o as it came', (mac_addr) => {
    expect(read({ mac_addr }).fields).toEqual({ macAddress: mac_addr });
  });
});

describe('toClientSnapshots', () => {
  it('gives nothing for an empty list', () => {
    const raw = changed(example('meeting.participant_data'), DATA_ITEM.slice(0, -1), []);
    expect(snapshotsOf(raw)).toEqual({ snapshots: [], issues: [] });
  });

  it('gives one snapshot for each item, in order', () => {
    const items = [{ camera: 'one' }, {}, { camera: 'three' }];
    const raw = changed(example('session.user_data'), ['payload', 'object', 'user', 'data'], items);
    const { snapshots } = snapshotsOf(raw);
    expect(snapshots.map(({ camera }) => camera)).toEqual(['one', undefined, 'three']);
    expect(new Set(snapshots.map(({ id }) => id)).size).toBe(3);
  });

  it('notes an event_ts that is no time', () => {
    const { snapshots, issues } = snapshotsOf(changed(example('session.user_data'), ['event_ts'], 1.5));
    expect(only(snapshots).eventAtMs).toBeNull();
    expect(issues.map(({ code, path }) => [code, path])).toEqual([['time_unreadable', ['event_ts']]]);
  });

  const others = [...QSS_EXAMPLES.keys()].filter((name) => name.includes('_qos'));
  it.each(others)('refuses %s', (name) => {
    // biome-ignore lint/suspicious/noExplicitAny: callers without a compiler.
    const refused = () => toClientSnapshots(parseEvent(example(name)) as any);
    expect(refused).toThrow(expect.objectContaining({ code: 'argument_invalid', argument: 'event' }));
  });
});
