/** A remark that names a file, and the code block below it, which holds that file. */
const BLOCKS = /^(<!-- from (examples\/\S+) -->\n```\w+[^\n]*\n)(.*?)^```$/gms;

/** The paths of the examples that a page shows. */
export function examplesOn(page: string): string[] {
  return [...page.matchAll(BLOCKS)].map(([, , path = '']) => path);
}

/** The page with the files of the examples in its blocks. Throws if a file is missing. */
export function withExamples(page: string, examples: ReadonlyMap<string, string>): string {
  return page.replaceAll(BLOCKS, (_block, head: string, path: string) => {
    const text = examples.get(path);
    if (text === undefined) throw new Error(`${path} is missing.`);
    return `${head}${text}\`\`\``;
  });
}
