import { PRESETS, type Preset } from '../../../quality/index.js';
import { oneOf, parseArguments } from '../../arguments.js';

export interface Options {
  /** Paths; `-` is standard input. */
  readonly inputs: readonly string[];
  readonly out: string;
  /** Whether --issues named an input, so that the inputs hold every issue. */
  readonly hasIssues: boolean;
  readonly title: string | undefined;
  readonly preset: Preset;
}

// The keys of PRESETS.
const PRESET_NAMES = Object.keys(PRESETS) as (keyof typeof PRESETS)[];

/** Reads the arguments of `report`. @throws {UsageError} if they are invalid */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArguments(args, {
    out: { type: 'string', short: 'o', default: 'report.html' },
    issues: { type: 'string', multiple: true, default: [] },
    title: { type: 'string' },
    preset: { type: 'string', default: 'zoom' },
  });
  const { issues, out } = values;
  return {
    inputs: [...(positionals.length === 0 ? ['-'] : positionals), ...issues],
    out,
    hasIssues: issues.length > 0,
    title: values.title,
    preset: PRESETS[oneOf('--preset', PRESET_NAMES, values.preset)],
  };
}
