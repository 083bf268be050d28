import { homedir } from 'node:os';
import { root } from './pack.js';

/** What a text gives away about the machine it was written on: `a home folder`, `a registry`, … */
export function leaksIn(text: string): string[] {
  return TRACES.filter(([trace]) => trace.test(text)).map(([, what]) => what);
}

const registry = process.env.npm_config_registry;
const TRACES: [RegExp, string][] = [
  [/\bregistry\.[\w-]+\.\w/, 'a registry'],
  [/(?<![\w.-])\/(?:home|Users|root)\/\w|\b[A-Z]:\\\\?Users/, 'a home folder'],
  [/(?<![\w.-])\/(?:tmp|work|workspace)\/\w/, 'a folder of one machine'],
  ...[root, `${homedir()}/`, registry && new URL(registry).host]
    .filter((text): text is string => Boolean(text) && text !== '/')
    .map((text): [RegExp, string] => [new RegExp(text.replace(/\W/g, '\\$&')), 'this machine']),
];
