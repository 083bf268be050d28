/** Takes docs/report.png: the report of a simulated hour, with one participant expanded. Needs Chromium. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import {
  isDataEvent,
  isDataSummaryEvent,
  isQosEvent,
  isQosSummaryEvent,
  safeParseEvent,
  toClientSnapshots,
  toSamples,
} from '../src/index.js';
import { renderReport } from '../src/report/index.js';
import type { ClientSnapshot, QosSample, SampleIssue } from '../src/samples/index.js';
import { createSimulator } from '../src/testing/index.js';

const SIZE = { width: 1280, height: 1180 };

const samples: QosSample[] = [];
const snapshots: ClientSnapshot[] = [];
const issues: SampleIssue[] = [];
let unreadable = 0;
for (const { body } of createSimulator({ seed: 11, scenario: 'home-wifi-burst-loss', faults: true })) {
  const result = safeParseEvent(body);
  if (!result.ok) {
    unreadable += 1;
    continue;
  }
  const { event } = result;
  if (isQosEvent(event) || isQosSummaryEvent(event)) {
    const read = toSamples(event);
    samples.push(...read.samples);
    issues.push(...read.issues);
  } else if (isDataEvent(event) || isDataSummaryEvent(event)) {
    const read = toClientSnapshots(event);
    snapshots.push(...read.snapshots);
    issues.push(...read.issues);
  }
}

const directory = mkdtempSync(join(tmpdir(), 'zoom-qss-picture-'));
const file = join(directory, 'report.html');
writeFileSync(
  file,
  renderReport({ samples, snapshots, issues, unreadable, generatedAtMs: Date.UTC(2026, 0, 5, 10, 5) }),
);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage({ viewport: SIZE, timezoneId: 'UTC', colorScheme: 'light' });
await page.goto(pathToFileURL(file).href);
await page.locator('.opener').first().click();
await page.getByRole('img', { name: /^Latency/ }).focus();
await page.locator('h1').hover();
await page.screenshot({ path: fileURLToPath(new URL('../docs/report.png', import.meta.url)) });
await browser.close();
rmSync(directory, { recursive: true });
