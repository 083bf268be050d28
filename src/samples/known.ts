import { isGreater } from './text.js';

/** The best-known value of each field of `T`, and the time of the record that said it; no record's own time is `-Infinity`. */
export interface Known<T extends object> {
  value: T;
  readonly times: Map<keyof T, number>;
}

export function nothingKnown<T extends object>(said: T): Known<T> {
  return { value: said, times: new Map() };
}

/**
 * Adds what a record says. It fills what earlier ones did not say, in any order of arrival; of two values that differ, the
 * one with the later event time stands. A record without a time counts as earlier than all others.
 */
export function learn<T extends object>(known: Known<T>, said: T, eventAtMs: number | null): void {
  for (const field of Object.keys(said) as (keyof T)[])
    learnField(known, field, said, eventAtMs ?? -Infinity);
}

/** Adds what another knows. */
export function learnAll<T extends object>(known: Known<T>, other: Known<T>): void {
  for (const [field, time] of other.times) learnField(known, field, other.value, time);
}

function learnField<T extends object>(known: Known<T>, field: keyof T, said: T, time: number): void {
  if (said[field] === null) return;
  const before = known.value[field] === null ? undefined : known.times.get(field);
  if (before !== undefined && !isLater(time, said[field], before, known.value[field])) return;
  known.times.set(field, time);
  if (known.value[field] !== said[field]) known.value = { ...known.value, [field]: said[field] };
}

/** Whether one value stands over another; of one time, the greater, so that the order of arrival makes no difference. */
function isLater(time: number, value: unknown, otherTime: number, other: unknown): boolean {
  return time === otherTime ? isGreater(String(value), String(other)) : time > otherTime;
}
