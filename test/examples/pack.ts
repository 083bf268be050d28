import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { pack } from '../../scripts/package/pack.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The path of the packed package. */
    tarball: string;
  }
}

/** Packs the built package once for all examples. Vitest calls a default export, or one of this name. */
export async function setup({ provide }: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'zoom-qss-tarball-'));
  provide('tarball', await pack(folder));
  return () => rmSync(folder, { recursive: true, force: true });
}
