import { execFile } from 'node:child_process';

/** Runs a program and resolves with its standard output; rejects with all of its output if it fails. */
export function run(program: string, args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error) reject(new Error([`${program} failed.`, stdout, stderr].filter(Boolean).join('\n')));
      else resolve(stdout);
    });
  });
}

/** Runs Node with the given arguments: the version that runs this script, or another program. */
export function runNode(args: readonly string[], cwd: string, node = process.execPath): Promise<string> {
  return run(node, args, cwd);
}
