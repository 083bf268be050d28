import type { Raw } from './documented.js';

/** A generator of numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Marks a number in JSON text that no JavaScript number can say. */
const NUMBER = 'NUMBER:';

const VALUES: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    '',
    ' ',
    'text',
    'true',
    '5',
    '05',
    '1e3',
    '63 kbps',
    '1626230691572',
    ' 1626230691572.0 ',
    '2021-07-13T21:44:51Z',
    0,
    5,
    -1.5,
    2 ** 53,
  ],
  ...['9007199254740993', '-6971668082545971778', '1.0', '-0', '1e999'].map((digits) => NUMBER + digits),
  ...[{}, [], [null], [{}], ['text'], [5], [[]], { news: null }],
];

interface Slot {
  readonly holder: Raw | unknown[];
  readonly key: string | number;
}

/** A documented body in which one to three places are not as they were, as JSON text. */
export function mutate(example: Raw, random: () => number): string {
  const body = structuredClone(example);
  const times = 1 + Math.floor(random() * 3);
  for (let time = 0; time < times; time += 1) {
    const slots = [...slotsIn(body)];
    const slot = pick(slots, random);
    if (slot) change(slot, slots, random);
  }
  return JSON.stringify(body).replaceAll(/"NUMBER:([^"]+)"/g, '$1');
}

function change({ holder, key }: Slot, slots: Slot[], random: () => number): void {
  const at = holder as Raw;
  const now: unknown = at[key];
  const other = pick(slots, random);
  const changes: (() => void)[] = [
    () => {
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
    },
    () => {
      at[key] = structuredClone(pick(VALUES, random));
    },
    () => {
      at[key] = structuredClone(pick(VALUES, random));
    },
    () => {
      at[key] = [now];
    },
    () => {
      at[key] = [now, structuredClone(pick([now, ...VALUES], random))];
    },
    () => {
      at[key] = Array.isArray(now)
        ? now[0]
        : typeof now === 'number'
          ? String(now)
          : Number.parseFloat(String(now));
    },
    () => {
      if (other) at[key] = structuredClone((other.holder as Raw)[other.key]);
    },
    () => {
      if (!Array.isArray(holder)) holder.news = structuredClone(pick(VALUES, random));
    },
  ];
  pick(changes, random)?.();
}

function* slotsIn(value: unknown): Generator<Slot> {
  if (typeof value !== 'object' || value === null) return;
  const holder = value as Raw | unknown[];
  for (const key of Array.isArray(holder) ? holder.keys() : Object.keys(holder)) {
    yield { holder, key };
    yield* slotsIn((holder as Raw)[key]);
  }
}

function pick<T>(items: readonly T[], random: () => number): T | undefined {
  return items[Math.floor(random() * items.length)];
}
