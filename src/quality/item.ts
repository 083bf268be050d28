/** An id has eight parts, and a ninth where several items of one event are of equal person, type and time: their ordinal. */
const ORDINAL = /^(?:[^|]*\|){8}(\d{1,9})$/;

/** Which item of its type and time a sample is, as a bit: the first, the second, and so on; all beyond the 30th share one. */
export function itemBitOf(id: string): number {
  return 1 << Math.min(Number(ORDINAL.exec(id)?.[1] ?? 0), 30);
}
