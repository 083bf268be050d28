import { describe, expect, it } from 'vitest';
import { brokenLinks } from '../../scripts/pages/links.js';

/** The broken links of a page docs/page.md, beside docs/other.md, docs/picture.png and README.md. */
function broken(text: string): string[] {
  const files = new Map([
    ['README.md', '# Title\n'],
    ['docs/other.md', '# `verify` and **sign**\n\n## Twice\n\n## Twice\n\n```sh\n# not a heading\n```\n'],
    ['docs/picture.png', ''],
    ['docs/page.md', text],
  ]);
  return brokenLinks(files);
}

describe('brokenLinks', () => {
  it.each([
    '[other](other.md)',
    '[`code`](other.md#verify-and-sign)',
    '[second of a name](other.md#twice-1)',
    '[up](../README.md#title)',
    '![picture](picture.png)',
    '# Here\n\n[here](#here)',
    '[site](https://example.com/nothing.md) [mail](mailto:user@example.com)',
    '`[code](nothing.md)`',
    '```md\n[fenced](nothing.md)\n```',
  ])('accepts %j', (text) => {
    expect(broken(text)).toEqual([]);
  });

  it.each([
    ['a missing file', '[gone](gone.md)', 'gone.md'],
    ['a file outside the package', '[up](../CONTRIBUTING.md)', '../CONTRIBUTING.md'],
    ['a missing picture', '![gone](gone.png)', 'gone.png'],
    ['a missing heading', '[no](other.md#not-a-heading)', 'other.md#not-a-heading'],
    ['a missing heading of the page itself', '[no](#nothing)', '#nothing'],
    ['a definition', '[text][name]\n\n[name]: gone.md', 'gone.md'],
    ['an HTML link', '<a href="gone.md">gone</a>', 'gone.md'],
    ['the second link of a line', '[other](other.md) · [gone](gone.md)', 'gone.md'],
    ['a link after a code span', '`a` and `b` [gone](gone.md) `c`', 'gone.md'],
  ])('finds %s', (_, text, target) => {
    expect(broken(text)).toEqual([`docs/page.md: ${target}`]);
  });
});
