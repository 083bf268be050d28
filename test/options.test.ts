import { describe, expect, it } from 'vitest';
import { createDirectory, restSamples, samplesFromRest } from 'zoom-qss';
import { createOtel } from 'zoom-qss/otel';
import { createAlert, createRollup, rollupFromJSON } from 'zoom-qss/quality';
import { createQssClient } from 'zoom-qss/rest';
import { clickhouseStore, createRedaction, createWriter, views } from 'zoom-qss/store';
import { challengeRequest, createSimulator, deliver, makeEvent, signRequest } from 'zoom-qss/testing';
import { createMemoryDedupe, createReceiver, sign, verify } from 'zoom-qss/webhooks';

const secret = 'secret';
const url = 'https://example.com/zoom';
const body = JSON.stringify(makeEvent('meeting.participant_qos'));
const context = { source: 'rest.meeting', conference: { uuid: 'uuid' } } as const;
const rollup = createRollup();
const zoom = createQssClient({ token: 'token', fetch: async () => Response.json({ participants: [] }) });

/** Every function that takes options, each with options that it accepts. Objects that are handed in may have any members. */
const TAKERS: Readonly<Record<string, (more: object) => unknown>> = {
  createDirectory: (more) => createDirectory({ maxEntries: 1, ...more }),
  restSamples: (more) => restSamples({ ...context, ...more }),
  samplesFromRest: (more) => samplesFromRest({}, { ...context, ordinal: 1, ...more }),
  createOtel: (more) => createOtel({ logger: { emit: () => {} }, ...more }),
  createAlert: (more) =>
    createAlert({ thresholds: { latencyMs: 1 }, breaches: 1, of: 1, withinMs: 1, per: 'stream', ...more }),
  createRollup: (more) => createRollup({ maxGroups: 1, ...more }),
  rollupFromJSON: (more) => rollupFromJSON(rollup.toJSON(), { filter: () => true, ...more }),
  'a rollup': (more) => rollup.participants({ worst: 1, ...more }),
  createQssClient: (more) => createQssClient({ token: 'token', timeoutMs: 1, ...more }),
  'a list': (more) => zoom.meetingParticipants('1', { pageSize: 1, ...more }),
  all: (more) => zoom.meetingParticipants('1').all({ limit: 1, ...more }),
  clickhouseStore: (more) => clickhouseStore({ url, timeoutMs: 1, ...more }),
  createRedaction: (more) => createRedaction({ key: 'sixteen characters', name: 'drop', ...more }),
  createWriter: (more) => createWriter({ write: async () => {} }, { maxWaitMs: 1, ...more }),
  views: (more) => views('postgres', { lastMinutes: 1, ...more }),
  createSimulator: (more) => createSimulator({ seed: 1, ...more }),
  signRequest: (more) => signRequest(body, { url, secret, requestId: 'id', ...more }),
  challengeRequest: (more) => challengeRequest({ url, secret, plainToken: 'token', ...more }),
  deliver: (more) => deliver([], { url, secret, fetch: createReceiver({ secrets: secret }).fetch, ...more }),
  createReceiver: (more) => createReceiver({ secrets: secret, path: '/', ...more }),
  close: (more) => createReceiver({ secrets: secret }).close({ drainMs: 0, ...more }),
  createMemoryDedupe: (more) => createMemoryDedupe({ maxKeys: 1, ...more }),
  sign: (more) => sign({ body, secret, timestamp: 1_700_000_000, ...more }),
  verify: async (more) =>
    verify({ body, headers: await sign({ body, secret }), secrets: secret, toleranceSeconds: 9, ...more }),
};

describe.each(Object.keys(TAKERS))('%s', (name) => {
  const take = async (more: object): Promise<void> => void (await TAKERS[name]?.(more));

  it('refuses an option that it does not know, and names those that it does', async () => {
    await expect(take({ maxRow: 1 })).rejects.toMatchObject({
      code: 'argument_invalid',
      argument: 'maxRow',
      expected: expect.stringMatching(new RegExp(`^an option of ${name}: \\w+(?:, \\w+)*$`)),
    });
  });

  it('takes an unknown option that is undefined for absent', async () => {
    await expect(take({ maxRow: undefined })).resolves.toBeUndefined();
  });
});
