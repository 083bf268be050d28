import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { leaksIn } from '../scripts/package/leaks.js';
import { root } from '../scripts/package/pack.js';
import { brokenLinks, isPage } from '../scripts/pages/links.js';

/** Every file that is tracked, or will be once it is added. */
const paths = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((path) => path !== '' && existsSync(root + path));
const text = (path: string) => readFileSync(root + path, 'utf8');

describe('the repository', () => {
  it('has no relative link that leads nowhere', () => {
    const files = new Map(paths.map((path) => [path, isPage(path) ? text(path) : '']));
    expect(files.has('README.md')).toBe(true);
    expect(brokenLinks(files)).toEqual([]);
  });

  it('names no path and no registry of one machine', () => {
    const leaks = paths
      // These two hold the patterns and examples themselves.
      .filter((path) => !['scripts/package/leaks.ts', 'test/scripts/leaks.test.ts'].includes(path))
      .flatMap((path) => leaksIn(text(path)).map((what) => `${path} mentions ${what}`));
    expect(paths.length).toBeGreaterThan(200);
    expect(leaks).toEqual([]);
  });

  it('locks its dependencies by checksum, without the address of a registry', () => {
    const lock: { packages: Record<string, { resolved?: string; integrity?: string; optional?: boolean }> } =
      JSON.parse(text('package-lock.json'));
    const locked = Object.entries(lock.packages).filter(([path]) => path !== '');
    expect(locked.length).toBeGreaterThan(100);
    expect(locked.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    // npm leaves out the checksum of what it could not install here: binaries of other platforms.
    expect(locked.filter(([, { integrity, optional }]) => !integrity && !optional)).toEqual([]);
  });

  it('names the same lowest Node version in package.json, .nvmrc and CI', () => {
    const lowest = text('.nvmrc').trim();
    expect(JSON.parse(text('package.json')).engines.node).toBe(`>=${lowest}`);
    expect(text('.github/workflows/ci.yml')).toContain(`node: ["${lowest}",`);
  });
});
