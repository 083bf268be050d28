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
  /** Whether a value without the field is refused: no blank can replace it. */
  readonly needed: boolean;
  /** Whether it is a time in milliseconds since the epoch. The names of Zoom's timestamps end with `_ts`. */
  readonly isTime: boolean;
  /** The type as declared, for messages: `'string'`, `'QosItem[]'`. */
  readonly declared: string;
  /** The shape of an object. */
  readonly shape: Shape | undefined;
  /** The items of a list. */
  readonly item: Field | undefined;
  /**
   * The field that came after this one last time. Keys come in the same order in nearly every object of a kind, so this guess
   * is nearly always right, and takes half the time of a look-up.
   */
  next: Field;
}

export interface Shape {
  readonly fields: ReadonlyMap<string, Field>;
  /** How many fields must be present. */
  readonly required: number;
  /** Whether no field is required, and all take text. */
  readonly isOptionalText: boolean;
  /** The last field. A walk starts here, because its `next` is the likely first field. */
  readonly last: Field;
}

/** Looks up shapes by name; each is compiled at its first use. */
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

/** Compiles one notation. Notations are generated, so they are not checked here. */
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
      // Every shape has a field.
      last: fields.at(-1) as Field,
    };
  };

  const makeField = (name: string, type: string, required: 0 | 1, needed: boolean): Unlinked<Field> => {
    const isList = type.endsWith('[]');
    // Names of types begin with a capital.
    const kind = isList ? 'list' : /^[A-Z{]/.test(type) ? 'object' : (interned(type) as FieldKind);
    return {
      name,
      kind,
      required,
      needed,
      isTime: name.endsWith('_ts'),
      declared: type === '{' ? 'object' : type,
      shape: kind !== 'object' ? undefined : type === '{' ? readShape() : shapeOf(type),
      // An item has no `next`, and nothing reads it.
      item: isList ? (makeField(name, type.slice(0, -2), 1, false) as object as Field) : undefined,
      next: undefined,
    };
  };

  return readShape();
}
