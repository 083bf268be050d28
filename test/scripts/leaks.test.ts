import { describe, expect, it } from 'vitest';
import { leaksIn } from '../../scripts/package/leaks.js';
import { root } from '../../scripts/package/pack.js';

describe('leaksIn', () => {
  it.each([
    ['a home folder', 'cd /home/ada/zoom-qss'],
    ['a home folder', 'C:\\Users\\ada'],
    ['a folder of one machine', 'wrote "/tmp/out.json"'],
    ['a registry', 'https://registry.example.com/zoom-qss'],
    ['this machine', `built in ${root}`],
  ])('finds %s', (what, text) => {
    expect(leaksIn(text)).toContain(what);
  });

  it('accepts relative paths and URLs of other sites', () => {
    expect(leaksIn('docs/home/page.md https://example.com/home/page https://example.com/tmp/x')).toEqual([]);
  });
});
