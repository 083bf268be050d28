import { describe, expect, it } from 'vitest';
import type { QosSample } from 'zoom-qss';
import { example } from '../events/documented.js';
import { bounds, NOBODY, NOTHING, NOWHERE, samplesOf } from './given.js';

/** The samples of a documented example, which holds nothing to remark on. */
function documented(name: string): QosSample[] {
  const { samples, issues } = samplesOf(example(name));
  expect(issues).toEqual([]);
  return samples;
}

const LIVE = {
  span: 'interval',
  measuredAtMs: Date.UTC(2021, 6, 13, 21, 44, 51),
  eventAtMs: 1626230691572,
  accountId: 'AAAAAABBBB',
  type: 'audio_input',
  media: 'audio',
  direction: 'sent',
  path: 'client',
} as const;

const MEETING = { ...NOWHERE, uuid: '4444AAAiAAAAAiAiAiiAii==', id: null, name: null };
const PERSON = {
  ...NOBODY,
  id: '1234567890',
  userId: 'rstuvwxyza789-cde',
  name: null,
  email: 'user@example.com',
  role: null,
};

const AUDIO = {
  bitrateKbps: bounds(null, 63, null),
  latencyMs: bounds(null, 134, null),
  jitterMs: bounds(null, 6, null),
  lossPercent: bounds(null, 0, 0),
};

describe('the documented example of', () => {
  it('meeting.participant_qos', () => {
    expect(documented('meeting.participant_qos')).toStrictEqual([
      {
        id: 'meeting.participant_qos|AAAAAABBBB|4444AAAiAAAAAiAiAiiAii==|1234567890||1626230691572|1626212691000|audio_input',
        source: 'meeting.participant_qos',
        product: 'meeting',
        span: 'interval',
        measuredAtMs: 1626212691000,
        eventAtMs: 1626230691572,
        accountId: 'AAAAAABBBB',
        conference: { ...NOWHERE, uuid: '4444AAAiAAAAAiAiAiiAii==', id: null, name: null },
        participant: {
          ...NOBODY,
          id: '1234567890',
          userId: 'rstuvwxyza789-cde',
          name: null,
          email: 'user@example.com',
          role: null,
        },
        type: 'audio_input',
        media: 'audio',
        direction: 'sent',
        path: 'client',
        bitrateKbps: { min: null, avg: 63, max: null },
        latencyMs: { min: null, avg: 134, max: null },
        jitterMs: { min: null, avg: 6, max: null },
        lossPercent: { min: null, avg: 0, max: 0 },
        frameRateFps: null,
        zoomCpuPercent: null,
        systemCpuPercent: null,
        rssiDbm: { min: -56, avg: -50, max: -44 },
        resolution: null,
        cpuPressure: null,
        quality: 'good',
        qualityScore: 3.65,
        mos: null,
        network: null,
        notification: null,
      },
    ]);
  });

  it('meeting.participant_qos_summary', () => {
    const common = {
      ...NOTHING,
      source: 'meeting.participant_qos_summary',
      product: 'meeting',
      span: 'summary',
      measuredAtMs: null,
      eventAtMs: 1626230691572,
      accountId: 'AAAAAABBBB',
      conference: { ...NOWHERE, uuid: '4444AAAiAAAAAiAiAiiAii==', id: null, name: null },
      participant: {
        ...NOBODY,
        id: '1234567890',
        userId: 'iFxeBPYun6SAiWUzBcEkX',
        name: 'JillChill',
        email: 'user@example.com',
        role: null,
      },
    };
    const id = (type: string) =>
      `meeting.participant_qos_summary|AAAAAABBBB|4444AAAiAAAAAiAiAiiAii==|1234567890||1626230691572||${type}`;
    const still = { latencyMs: bounds(0, 0, 0), jitterMs: bounds(0, 0, 1), lossPercent: bounds(0, 0, 0) };
    expect(documented('meeting.participant_qos_summary')).toStrictEqual([
      {
        ...common,
        ...still,
        id: id('audio_output'),
        type: 'audio_output',
        media: 'audio',
        direction: 'received',
        path: 'client',
        bitrateKbps: bounds(6, 9, 27),
      },
      {
        ...common,
        ...still,
        id: id('video_output'),
        type: 'video_output',
        media: 'video',
        direction: 'received',
        path: 'client',
        bitrateKbps: bounds(200, 391, 898),
        frameRateFps: bounds(0, 0, 0),
      },
      {
        ...common,
        id: id('cpu_usage'),
        type: 'cpu_usage',
        media: 'cpu',
        direction: null,
        path: null,
        zoomCpuPercent: bounds(1, 2, 5),
        systemCpuPercent: bounds(null, null, 23),
      },
    ]);
  });

  it('webinar.participant_qos', () => {
    expect(documented('webinar.participant_qos')).toStrictEqual([
      {
        ...NOTHING,
        ...LIVE,
        ...AUDIO,
        id: 'webinar.participant_qos|AAAAAABBBB|4444AAAiAAAAAiAiAiiAii==|1234567890||1626230691572|1626212691000|audio_input',
        source: 'webinar.participant_qos',
        product: 'webinar',
        conference: MEETING,
        participant: PERSON,
        quality: 'good',
        qualityScore: 3.65,
      },
    ]);
  });

  it('webinar.participant_qos_summary', () => {
    const [audio, video, cpu, ...more] = documented('webinar.participant_qos_summary');
    expect(more).toEqual([]);
    const common = {
      source: 'webinar.participant_qos_summary',
      product: 'webinar',
      span: 'summary',
      measuredAtMs: null,
      conference: { ...NOWHERE, uuid: '4444AAAiAAAAAiAiAiiAii==', id: '123456ABCDEF', name: null },
      participant: { ...PERSON, userId: 'iFxeBPYun6SAiWUzBcEkX', name: 'JillChill' },
    };
    expect(audio).toMatchObject({ ...common, type: 'audio_output', bitrateKbps: bounds(6, 9, 27) });
    expect(video).toMatchObject({ ...common, type: 'video_output', resolution: null });
    expect(cpu).toMatchObject({ ...common, type: 'cpu_usage', zoomCpuPercent: bounds(1, 2, 5) });
  });

  it('session.user_qos', () => {
    expect(documented('session.user_qos')).toStrictEqual([
      {
        ...NOTHING,
        ...LIVE,
        ...AUDIO,
        id: 'session.user_qos|AAAAAABBBB|4567UVWxYZABCdEfGhiJkl==|1234567890||1626230691572|1626212691000|audio_input',
        source: 'session.user_qos',
        product: 'session',
        conference: { ...NOWHERE, uuid: '4567UVWxYZABCdEfGhiJkl==', id: 'ABC36jaBI145', name: 'My Session' },
        participant: {
          ...NOBODY,
          id: '1234567890',
          userId: 'ASD74dfDI854',
          isOriginalHost: true,
          name: 'example',
          email: null,
          role: null,
        },
      },
    ]);
  });

  it('session.user_qos_summary', () => {
    expect(documented('session.user_qos_summary')).toStrictEqual([
      {
        ...NOTHING,
        id: 'session.user_qos_summary|AAAAAABBBB|gkBE2XmnRJq42wHoMox/5g==|16778240||1673353332744||cpu_usage',
        source: 'session.user_qos_summary',
        product: 'session',
        span: 'summary',
        measuredAtMs: null,
        eventAtMs: 1673353332744,
        accountId: 'AAAAAABBBB',
        conference: {
          ...NOWHERE,
          uuid: 'gkBE2XmnRJq42wHoMox/5g==',
          id: null,
          name: 'XdafAKX5RXDACJZXv4xR-w',
        },
        participant: {
          ...NOBODY,
          id: '16778240',
          userId: 'vkgfmFwpQqOftr90XLkeBA',
          isOriginalHost: true,
          name: 'example',
          email: null,
          role: null,
        },
        type: 'cpu_usage',
        media: 'cpu',
        direction: null,
        path: null,
        zoomCpuPercent: bounds(0, 0, 0),
        systemCpuPercent: bounds(null, null, 0),
      },
    ]);
  });

  const CALL = {
    ...NOTHING,
    product: 'phone',
    measuredAtMs: Date.UTC(2021, 3, 26, 5, 26),
    eventAtMs: 1626759486127,
    accountId: '2TP-coFVSnmyvYZogk8gAg',
    conference: {
      ...NOWHERE,
      uuid: '6971668082545971778',
      id: null,
      name: null,
      startAtMs: Date.UTC(2021, 5, 9, 5, 42, 34),
      endAtMs: Date.UTC(2021, 5, 9, 5, 43, 2),
    },
    participant: {
      ...NOBODY,
      id: null,
      userId: 'KLN56y2cSzu0pWxUSec4RQ',
      name: null,
      email: 'user@example.com',
      role: 'caller',
    },
    media: 'audio',
    path: 'client',
    bitrateKbps: bounds(null, 6, null),
    latencyMs: bounds(null, 23, null),
    jitterMs: bounds(null, 8, null),
    lossPercent: bounds(null, 0, 0),
    mos: 4.5,
  };
  const callId = (source: string, type: string) =>
    `${source}|2TP-coFVSnmyvYZogk8gAg|6971668082545971778|~user~KLN56y2cSzu0pWxUSec4RQ|caller|1626759486127|1619414760000|${type}`;

  it('phone.call_qos, one party and one reading', () => {
    const source = 'phone.call_qos';
    expect(documented(source)).toStrictEqual([
      {
        ...CALL,
        id: callId(source, 'sending'),
        source,
        span: 'interval',
        type: 'sending',
        direction: 'sent',
        network: 'LAN',
      },
    ]);
  });

  it('phone.call_qos_summary, lists of both', () => {
    const source = 'phone.call_qos_summary';
    expect(documented(source)).toStrictEqual([
      {
        ...CALL,
        id: callId(source, 'sending'),
        source,
        span: 'summary',
        type: 'sending',
        direction: 'sent',
        network: 'LAN',
      },
      {
        ...CALL,
        id: callId(source, 'receiving'),
        source,
        span: 'summary',
        type: 'receiving',
        direction: 'received',
      },
    ]);
  });
});
