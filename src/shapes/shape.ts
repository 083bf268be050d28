/**
 * Shapes: what a type says, in a form that can be walked at run time.
 *
 * They are written in the notation of src/generated, which reads like the body of an interface:
 * `uuid email? event_ts!:number qos!:QosItem[] payload!:{account_id}`. A field without a type is a string. `?` marks an
 * optional field; `!` marks one that is needed: without it the whole value is refused, while any other required field can be
 * filled with a blank. A shape is compiled at its first use.
 */

import { interned } from './interned.js';
import { inRing, type Unlinked } from './ring.js';

export type FieldKind = 'string' | 'number' | 'boolean' | 'string|number' | 'object' | 'list';

export interface Field {
  readonly name: string;
  readonly kind: FieldKind;
  /** 1 if the field must be present: summed while walking. */
  readonly required: 0 | 1;
  /** Whether nothing can stand in for the field. */
  readonly needed: boolean;
  /** The type as declared, for messages: `'string'`, `'QosItem[]'`. */
  readonly declared: string;
  /** The shape of an object. */
  readonly shape: Shape | undefined;
  /** The items of a list. */
  readonly item: Field | undefined;
  /**
   * The field met after this one last time. Keys come in the same order in nearly every object of a kind, so that a walk
   * guesses right and looks up only where orders differ: half the time of a look-up per key.
   */
  next: Field;
}

export interface Shape {
  readonly fields: ReadonlyMap<string, Field>;
  /** How many fields must be present. */
  readonly required: number;
  /** Whether no field is required, and all take text. */
  readonly isOptionalText: boolean;
  /** The last field, from which a walk begins: its `next` is the likely first. */
  readonly last: Field;
}

/** Named shapes, each compiled at its first use. */
export function shapeRegistry(
  notations: Readonly<Record<string, string>>,
): (name: string) => Shape | undefined {
  const compiled = new Map<string, Shape>();
  const shapeOf = (name: string): Shape | undefined => {
    const known = compiled.get(name);
    if (known !== undefined || !Object.hasOwn(notations, name)) return known;
    const shape = compile(notations[name] ?? '', shapeOf);
    compiled.set(name, shape);
    return shape;
  };
  return shapeOf;
}

/** Reads one notation. It is generated, so that a fault in it is a fault of this library and not of any input. */
export function compile(notation: string, shapeOf: (name: string) => Shape | undefined): Shape {
  // One token for each field and each end of an object: `event!`, `payload!:{`, `account_id`, `}`.
  const tokens = notation.match(/\}|[^ {}]+\{?/g) ?? [];
  let at = 0;

  const readShape = (): Shape => {
    const unlinked: Unlinked<Field>[] = [];
    for (let token = tokens[at++]; token !== undefined && token !== '}'; token = tokens[at++]) {
      const [label = '', type = 'string'] = token.split(':');
      const mark = label.at(-1);
      const name = mark === '?' || mark === '!' ? label.slice(0, -1) : label;
      unlinked.push(makeField(interned(name), type, mark === '?' ? 0 : 1, mark === '!'));
    }
    const fields = inRing<Field>(unlinked);
    return {
      fields: new Map(fields.map((field) => [field.name, field])),
      required: fields.filter((field) => field.required === 1).length,
      isOptionalText: fields.every(({ kind, required }) => required === 0 && kind.includes('string')),
      // No shape is without fields.
      last: fields.at(-1) as Field,
    };
  };

  const makeField = (name: string, type: string, required: 0 | 1, needed: boolean): Unlinked<Field> => {
    const isList = type.endsWith('[]');
    // Types with a name of their own begin with a capital.
    const kind = isList ? 'list' : /^[A-Z{]/.test(type) ? 'object' : (interned(type) as FieldKind);
    return {
      name,
      kind,
      required,
      needed,
      declared: type === '{' ? 'object' : type,
      shape: kind !== 'object' ? undefined : type === '{' ? readShape() : shapeOf(type),
      // An item has no successor among the fields, and none is asked for.
      item: isList ? (makeField(name, type.slice(0, -2), 1, false) as object as Field) : undefined,
      next: undefined,
    };
  };

  return readShape();
}
