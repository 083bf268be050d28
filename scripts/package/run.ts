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

/** Runs Node, the version that runs this script, with the given arguments. */
export function runNode(args: readonly string[], cwd: string): Promise<string> {
  return run(process.execPath, args, cwd);
}
