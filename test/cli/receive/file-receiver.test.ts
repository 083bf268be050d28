import { expect, it } from 'vitest';
import { createFileReceiver, type LogEntry } from '../../../src/cli/receive/file-receiver.js';
import { eventBody, signedNow } from '../../webhooks/zoom.js';

it('logs a retry that it refuses while the event is being stored', async () => {
  let stored = () => {};
  const gate = new Promise<void>((resolve) => {
    stored = resolve;
  });
  const file = { append: () => gate } as never;
  const log: LogEntry[] = [];
  const receiver = createFileReceiver('secret', { out: file, rejects: file, issues: file }, (entry) =>
    log.push(entry),
  );
  const body = eventBody('meeting.participant_qos');
  const send = () =>
    receiver.handle({
      method: 'POST',
      path: '/',
      headers: signedNow(body, 'secret'),
      body: Buffer.from(body),
    });

  const first = send();
  expect((await send()).status).toBe(503);
  expect(log).toEqual([{ kind: 'refused', code: 'busy' }]);
  stored();
  expect((await first).status).toBe(200);
  expect(log[1]).toMatchObject({ kind: 'received', event: 'meeting.participant_qos' });
});
