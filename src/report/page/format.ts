import type { BreachCount, StreamData, TimeRange } from '../data.js';

/** Shown where there is no value. */
export const NO_VALUE = '–';

/** About three significant digits: these measurements are no more precise. */
export function number(value: number): string {
  return rounded(value, digitsOf(value));
}

/** The same, with as many more digits as it takes to look different from another number that it differs from. */
export function numberApartFrom(value: number, other: number): string {
  let digits = digitsOf(value);
  while (value !== other && digits < MOST_DIGITS && rounded(value, digits) === rounded(other, digits))
    digits += 1;
  return rounded(value, digits);
}

/** A number of 64 bits has no more digits after the point that a measurement could differ in. */
const MOST_DIGITS = 17;

function digitsOf(value: number): number {
  return Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
}

/** By the number of digits: making one costs much more than using it. */
const formats = new Map<number, Intl.NumberFormat>();

function rounded(value: number, digits: number): string {
  let format = formats.get(digits);
  if (format === undefined) {
    format = new Intl.NumberFormat('en-GB', { maximumFractionDigits: digits });
    formats.set(digits, format);
  }
  return format.format(value);
}

export function quantity(value: number, unit: string): string {
  return unit === '' ? number(value) : `${number(value)} ${unit}`;
}

export function count(value: number, one: string, many = `${one}s`): string {
  return `${value.toLocaleString('en-GB')} ${value === 1 ? one : many}`;
}

/** A share in percent. A share above 0 is never shown as `0 %`, one below 100 never as `100 %`. */
export function share({ judged, inBreach }: BreachCount): string {
  if (judged === 0) return NO_VALUE;
  const percent = (inBreach / judged) * 100;
  if (percent > 0 && percent < 1) return '< 1 %';
  return `${percent > 99 && percent < 100 ? '> 99' : Math.round(percent)} %`;
}

const MINUTE_MS = 60_000;

/** Time in breach out of the time judged, in minutes: `1.5 of 60`. They look different where they are. */
export function minutesOf({ judged, inBreach }: BreachCount): string {
  const [all, part] = [judged / MINUTE_MS, inBreach / MINUTE_MS];
  return `${part === 0 ? '0' : numberApartFrom(part, all)} of ${number(all)}`;
}

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const exactTime = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

export const timeZone = time.resolvedOptions().timeZone;
export const clock = (ms: number) => time.format(ms);
export const exactClock = (ms: number) => exactTime.format(ms);
export const dateTime = (ms: number) => `${day.format(ms)}, ${time.format(ms)}`;

export function spanText({ startMs, endMs }: TimeRange): string {
  const sameDay = day.format(startMs) === day.format(endMs);
  return `${dateTime(startMs)} – ${sameDay ? clock(endMs) : dateTime(endMs)}`;
}

export function duration({ startMs, endMs }: TimeRange): string {
  const minutes = Math.round((endMs - startMs) / MINUTE_MS);
  if (minutes === 0) return `${Math.round((endMs - startMs) / 1000)} s`;
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const MEDIA = { share: 'Screen share', wifi: 'Wi-Fi', cpu: 'CPU' } as const;
const PATHS = { client: '', crc: ' (room connector)', rwg: ' (web gateway)' } as const;

/** A stream's label, such as `Audio sent (room connector)`; for an unknown type, Zoom's own name. */
export function streamLabel({
  type,
  media,
  direction,
  path,
}: Pick<StreamData, 'type' | 'media' | 'direction' | 'path'>): string {
  if (media === null) return type;
  const name = media in MEDIA ? MEDIA[media as keyof typeof MEDIA] : capital(media);
  return `${name}${direction === null ? '' : ` ${direction}`}${path === null ? '' : PATHS[path]}`;
}

export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
