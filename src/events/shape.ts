/**
 * Shapes: what a type says, in a form that can be walked at run time.
 *
 * They are written in the notation of src/generated, which reads like the body of an interface:
 * `uuid:string email?:string qos:QosItem[] payload:{account_id:string}`. A shape is compiled when it is first asked for.
 */

export type FieldKind = 'string' | 'number' | 'boolean' | 'string|number' | 'object' | 'list';

export interface Field {
  readonly name: string;
  readonly kind: FieldKind;
  /** 1 if the field must be present: summed while walking. */
  readonly required: 0 | 1;
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
  /** Stands before the first field; only its `next` is meant. */
  readonly head: Field;
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
  let at = 0;

  const readUntil = (ends: string): string => {
    const start = at;
    while (at < notation.length && !ends.includes(notation.charAt(at))) at += 1;
    return notation.slice(start, at);
  };

  const readField = (): Field => {
    const label = readUntil(':');
    at += 1;
    const optional = label.endsWith('?');
    const start = at;
    let field: Partial<Field>;
    if (notation.charAt(at) === '{') {
      at += 1;
      field = { kind: 'object', shape: readFields(), declared: 'object' };
      at += 1;
    } else {
      const type = readUntil(' }[');
      const scalar = SCALARS.find((kind) => kind === type);
      field = scalar
        ? { kind: scalar, declared: scalar }
        : { kind: 'object', shape: shapeOf(type), declared: type };
    }
    const name = asKey(optional ? label.slice(0, -1) : label);
    if (notation.startsWith('[]', at)) {
      at += 2;
      field = { kind: 'list', item: makeField(name, field, 1), declared: notation.slice(start, at) };
    }
    return makeField(name, field, optional ? 0 : 1);
  };

  const readFields = (): Shape => {
    const fields: Field[] = [];
    while (at < notation.length && notation.charAt(at) !== '}') {
      fields.push(readField());
      if (notation.charAt(at) === ' ') at += 1;
    }
    return makeShape(fields);
  };

  return readFields();
}

/**
 * The same text as the engine's one copy of it, which all property keys are: names are then compared by identity. A part of
 * a longer text is a copy of its own, and comparing it letter by letter takes three times as long.
 */
function asKey(text: string): string {
  return Object.keys({ [text]: 0 })[0] ?? text;
}

const SCALARS: readonly FieldKind[] = ['string', 'number', 'boolean', 'string|number'];

function makeField(
  name: string,
  { kind = 'string', declared = '', shape, item }: Partial<Field>,
  required: 0 | 1,
): Field {
  const field = { name, kind, required, declared, shape, item } as Omit<Field, 'next'> & { next?: Field };
  // Every field has a successor before it is walked: makeShape links them in declared order.
  return field as Field;
}

function makeShape(fields: Field[]): Shape {
  const head = makeField('', {}, 0);
  let previous = head;
  for (const field of fields) {
    previous.next = field;
    previous = field;
  }
  previous.next = fields[0] ?? head;
  return {
    fields: new Map(fields.map((field) => [field.name, field])),
    required: fields.filter((field) => field.required === 1).length,
    head,
  };
}
