import { parser, type ValueParser } from './parser.js';
import { reader } from './reader.js';

/** Makes the parser of a quantity that has a unit; the parameters are those of `reader`. */
export function quantity(
  unit: string,
  shifts?: Readonly<Record<string, number>>,
  least?: number,
): ValueParser<number> {
  return parser(`a number in ${unit}`, reader(unit, shifts, least));
}
