import type { People } from '../data.js';
import { count } from './format.js';

/** How many people were judged by minutes, by stays and by both, and how many by neither. */
export function howJudged({ all, byTime, byStay, byBoth }: People): string {
  const neither = all - byTime - byStay + byBoth;
  const parts = [
    byTime > 0 && `${number(byTime)} judged by minutes`,
    byStay > 0 && `${number(byStay)} judged by ${byStay === 1 ? 'stay' : 'stays'}`,
    byBoth > 0 && `${number(byBoth)} of them by both`,
    neither > 0 && `${number(neither)} not judged`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? count(0, 'participant') : parts.join(', ');
}

const number = (value: number) => value.toLocaleString('en-GB');
