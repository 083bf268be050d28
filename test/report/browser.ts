import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { isMissing } from '../missing.js';

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';

export const isBrowserMissing = isMissing(`A browser (${EXECUTABLE}, or CHROMIUM)`, existsSync(EXECUTABLE));

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page that shows a report, with its console errors and its network requests. */
export interface Opened extends AsyncDisposable {
  readonly page: Page;
  /** Errors and warnings in the console, violations of its Content Security Policy included. */
  readonly errors: string[];
  /** Requests other than the one for the file itself. */
  readonly requests: string[];
  /** From the navigation until the participants are shown. */
  readonly loadMs: number;
}

/** Opens a report from a file. */
export async function open(
  browser: Browser,
  html: string,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const directory = mkdtempSync(join(tmpdir(), 'zoom-qss-report-'));
  const file = join(directory, 'report.html');
  writeFileSync(file, html);
  const url = pathToFileURL(file).href;
  const context = await browser.newContext({
    viewport: { width: 1360, height: 900 },
    timezoneId: 'Europe/Berlin',
    ...options,
  });
  const page = await context.newPage();
  const errors: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('request', (request) => {
    if (request.url() !== url) requests.push(request.url());
  });
  const asked = performance.now();
  await page.goto(url);
  await page.locator('#participants').waitFor();
  const loadMs = performance.now() - asked;
  const close = async () => {
    await context.close();
    rmSync(directory, { recursive: true });
  };
  return { page, errors, requests, loadMs, [Symbol.asyncDispose]: close };
}
