import { execFile } from 'node:child_process';

/** Runs a program to its end and gives what it printed; rejects with all of it if the program fails. */
export function run(program: string, args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error) reject(new Error([`${program} failed.`, stdout, stderr].filter(Boolean).join('\n')));
      else resolve(stdout);
    });
  });
}

/** Runs a script with this Node. */
export function runNode(args: readonly string[], cwd: string): Promise<string> {
  return run(process.execPath, args, cwd);
}
