import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type * as rest from 'zoom-qss/rest';
import { restFixtures } from 'zoom-qss/testing';
import { MODULES } from '../docs/modules.js';
import { run, snippetsOf } from '../docs/snippets.js';

const guide = readFileSync(new URL('../../docs/rest.md', import.meta.url), 'utf8');
const snippets = snippetsOf('docs/rest.md');

/** What a snippet prints and stores, run against documented answers. */
async function outputOf(index: number): Promise<unknown[][]> {
  const stored: unknown[][] = [];
  const store = async (...things: unknown[]) => stored.push(things);
  const logged = await run(snippets[index]?.code ?? '', MODULES, { store });
  return [...logged, ...stored];
}

describe('the guide', () => {
  it('shows some of the documented row', () => {
    const [, json = ''] = /```json\n(.*?)```/s.exec(guide) ?? [];
    expect(restFixtures['rest.meeting']).toMatchObject(JSON.parse(json));
  });

  it('reads a meeting into samples', async () => {
    const [[samples, issues] = []] = await outputOf(0);
    expect(samples).toMatchObject([{ source: 'rest.meeting', bitrateKbps: { avg: 27.15 } }]);
    expect(issues).toEqual([]);
  });

  it('reads lists with a limit and page by page', async () => {
    expect(await outputOf(1)).toEqual([
      [1, 1],
      [0, 1],
    ]);
  });

  it('reports what cannot be read', async () => {
    expect(await outputOf(2)).toEqual([[1]]);
  });

  it('reads with a pace, a deadline and a signal', async () => {
    expect(await outputOf(3)).toEqual([[1]]);
  });

  it('distinguishes errors', async () => {
    expect(await outputOf(4)).toEqual([['gone', undefined]]);
  });

  it('explains every code', () => {
    // A record, so that the compiler misses a code that is not here.
    const codes: Record<rest.ZoomApiErrorCode | rest.RestTransportErrorCode, true> = {
      unauthorized: true,
      scope_missing: true,
      subscription_missing: true,
      not_available: true,
      too_old: true,
      rate_limited: true,
      page_expired: true,
      bad_request: true,
      server_error: true,
      timeout: true,
      network: true,
      response_malformed: true,
      page_loop: true,
      redirected: true,
      aborted: true,
    };
    for (const code of Object.keys(codes)) expect(guide).toContain(`| \`${code}\` |`);
  });
});
