/** The examples of docs/operating.md. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { metrics } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { register } from 'prom-client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createReceiver, type Receiver, type ReceiverOptions } from 'zoom-qss/webhooks';
import { writeSnippets } from './snippets.js';
import { challengeBody, eventBody, now, SECRET, signedHeaders, signedNow, signedRequest } from './zoom.js';

const snippets = writeSnippets('operating.md');
const body = eventBody();

beforeAll(() => {
  vi.stubEnv('ZOOM_WEBHOOK_SECRET_TOKEN', SECRET);
});

afterAll(() => {
  vi.unstubAllEnvs();
  snippets.remove();
});

const load = (name: string) => import(join(snippets.folder, name));

/** One event twice, one challenge, one unreadable body, one forgery. */
async function receiveFive(onAnswered: ReceiverOptions['onAnswered']): Promise<void> {
  const receiver = createReceiver({
    secrets: SECRET,
    now,
    onAnswered,
    onEvent: () => {},
    onUnreadable: () => {},
  });
  await receiver.handle(signedRequest(body));
  await receiver.handle(signedRequest(body));
  await receiver.handle(signedRequest(challengeBody()));
  await receiver.handle(signedRequest('no JSON'));
  await receiver.handle({ ...signedRequest(body), body: 'forged' });
}

describe('docs/operating.md', () => {
  it('compiles, every block of it', () => {
    const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
    execFileSync(process.execPath, [tsc, '-p', snippets.folder], { stdio: 'pipe' });
    expect(snippets.names).toEqual(['prometheus.ts', 'opentelemetry.ts', 'queue.ts', 'authentication.ts']);
  });

  it('measures with Prometheus', async () => {
    const { onAnswered } = await load('prometheus.ts');
    // Before the first validation too, or an alert on its age would fire after each start.
    expect(await register.metrics()).toMatch(/zoom_webhook_validated_seconds [1-9]/);
    await receiveFive(onAnswered);
    const text = await register.metrics();
    const counted = [...text.matchAll(/^zoom_webhook_answers_total\{(.*)\} (\d+)$/gm)];
    expect(counted.map(([, labels, count]) => [labels, count])).toEqual([
      ['status="200",code="",event="meeting.participant_qos",kind=""', '1'],
      ['status="200",code="",event="meeting.participant_qos",kind="duplicate"', '1'],
      ['status="200",code="",event="",kind="challenge"', '1'],
      ['status="200",code="",event="",kind=""', '1'],
      ['status="503",code="signature_mismatch",event="",kind=""', '1'],
    ]);
    expect(text).toContain('zoom_webhook_answer_seconds_count 5');
    expect(text).toMatch(/zoom_webhook_validated_seconds [1-9]/);
  });

  it('measures with OpenTelemetry', async () => {
    const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
    const reader = new PeriodicExportingMetricReader({ exporter });
    metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
    const { onAnswered } = await load('opentelemetry.ts');
    await receiveFive(onAnswered);
    await reader.forceFlush();
    const measured = exporter
      .getMetrics()
      .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
    const [duration, validations] = ['zoom.webhook.answer.duration', 'zoom.webhook.validations'].map((name) =>
      measured.find(({ descriptor }) => descriptor.name === name),
    );
    expect(duration?.dataPoints.map(({ attributes }) => attributes)).toEqual([
      { status: 200, event: 'meeting.participant_qos' },
      { status: 200, event: 'meeting.participant_qos', kind: 'duplicate' },
      { status: 200, kind: 'challenge' },
      { status: 200 },
      { status: 503, code: 'signature_mismatch' },
    ]);
    expect(validations?.dataPoints.map(({ value }) => value)).toEqual([1]);
    await reader.shutdown();
    metrics.disable();
  });

  it('puts bodies into a queue, and answers 200 once that has confirmed', async () => {
    const { createQueueReceiver } = await load('queue.ts');
    const publish = vi.fn().mockRejectedValueOnce(new Error('no stream'));
    const receiver: Receiver = createQueueReceiver({ publish }, 'zoom.events');
    const request = { ...signedRequest(body), headers: signedNow(body) };
    expect((await receiver.handle(request)).status).toBe(500);
    expect((await receiver.handle(request)).status).toBe(200);
    const [subject, published, options] = publish.mock.calls[1] ?? [];
    expect([subject, Buffer.from(published).toString()]).toEqual(['zoom.events', body]);
    expect(options.msgID).toMatch(/^[0-9a-f]{64}$/);
  });

  it('lets in who authenticates, and answers 503 to others', async () => {
    const { basic, ownHeader, oauth, guard } = await load('authentication.ts');
    const receiver = createReceiver({ secrets: SECRET, now });
    const isActive = async (token: string) => {
      if (token === 'broken') throw new Error('no authorization server');
      return token === 'active';
    };
    const statusFor = async (check: unknown, headers: Record<string, string>) => {
      const init = { method: 'POST', body, headers: { ...signedHeaders(body), ...headers } };
      return (await guard(receiver, check)(new Request('https://example.com/', init))).status;
    };
    const credentials = (text: string) => ({
      authorization: `Basic ${Buffer.from(text).toString('base64')}`,
    });
    expect(await statusFor(basic('zoom', 'pass'), credentials('zoom:pass'))).toBe(200);
    expect(await statusFor(basic('zoom', 'pass'), credentials('zoom:other'))).toBe(503);
    expect(await statusFor(basic('zoom', 'pass'), {})).toBe(503);
    expect(await statusFor(ownHeader('x-own', 'value'), { 'x-own': 'value' })).toBe(200);
    expect(await statusFor(ownHeader('x-own', 'value'), { 'x-own': 'values' })).toBe(503);
    expect(await statusFor(oauth(isActive), { authorization: 'Bearer active' })).toBe(200);
    for (const token of ['old', 'broken'])
      expect(await statusFor(oauth(isActive), { authorization: `Bearer ${token}` })).toBe(503);
    expect(await statusFor(oauth(isActive), {})).toBe(503);
    // A worker's context keeps a handler alive.
    const fetch = vi.fn(async () => new Response());
    const context = { waitUntil: () => {} };
    const request = new Request('https://example.com/', { method: 'POST', body });
    await guard({ fetch }, () => true)(request, context);
    expect(fetch).toHaveBeenCalledWith(request, context);
    // The signature is checked all the same.
    const forged = { ...credentials('zoom:pass'), 'x-zm-signature': '' };
    expect(await statusFor(basic('zoom', 'pass'), forged)).toBe(401);
  });
});
