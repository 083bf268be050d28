import { posix } from 'node:path';

/**
 * The broken relative links of Markdown pages, as `page: target`: the file is missing, or has no such heading. Links to other
 * sites are not checked.
 *
 * @param files the text of every file by its path; files that are not pages may have an empty text
 */
export function brokenLinks(files: ReadonlyMap<string, string>): string[] {
  const anchors = new Map<string, Set<string>>();
  const anchorsOf = (path: string): Set<string> => {
    const known = anchors.get(path) ?? headingAnchors(files.get(path) ?? '');
    anchors.set(path, known);
    return known;
  };
  const resolves = (page: string, target: string): boolean => {
    const [file = '', anchor] = target.split('#');
    const path = file === '' ? page : posix.join(posix.dirname(page), decodeURI(file));
    return files.has(path) && (anchor === undefined || anchorsOf(path).has(anchor));
  };
  return [...files]
    .filter(([path]) => isPage(path))
    .flatMap(([page, text]) =>
      linksOf(text)
        .filter((target) => !/^[a-z]+:/i.test(target) && !resolves(page, target))
        .map((target) => `${page}: ${target}`),
    );
}

/** Whether a file is read as Markdown. */
export function isPage(path: string): boolean {
  return path.endsWith('.md') || posix.basename(path) === 'llms.txt';
}

/** The targets of `[text](target)`, `![image](target)`, `[label]: target`, `href="target"` and `src="target"`. */
function linksOf(page: string): string[] {
  const prose = withoutFences(page).replace(/(`+)[^`].*?\1/g, '');
  const forms = [/\]\(<?([^)>\s]+)/g, /^\[[^\]]+\]:\s*(\S+)/gm, /\b(?:href|src)="([^"]+)"/g];
  return forms.flatMap((form) => [...prose.matchAll(form)].map(([, target = '']) => target));
}

/** The anchors that GitHub and npm give to a page's headings. */
function headingAnchors(page: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of withoutFences(page).matchAll(/^#{1,6} +(.+?)[ #]*$/gm)) {
    const text = heading.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const anchor = text.replace(/[^\p{L}\p{N}\p{M} _-]/gu, '').replaceAll(' ', '-');
    let unique = anchor;
    for (let count = 1; anchors.has(unique); count++) unique = `${anchor}-${count}`;
    anchors.add(unique);
  }
  return anchors;
}

function withoutFences(page: string): string {
  return page.replace(/^ *(```+|~~~+).*?^ *\1 *$/gms, '');
}
