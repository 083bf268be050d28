import type { BreachCount, StreamData, TimeRange } from '../data.js';
import { number } from '../rounding.js';

/** Shown where there is no value. */
export const NO_VALUE = '–';

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
