import type { ClientSnapshot, QosSample } from '../../../samples/index.js';
import type { TableColumn } from './column.js';

type Shared = Pick<QosSample | ClientSnapshot, 'conference' | 'participant' | 'product'>;

/** The participant's name, or else the e-mail address, user id or id. */
export function participantColumn(rank: number): TableColumn<Shared> {
  return {
    name: 'participant',
    rank,
    align: 'left',
    minWidth: 10,
    text: ({ participant: { name, email, userId, id } }) => name ?? email ?? userId ?? id,
  };
}

/** The conference's name, or else its number or UUID. */
export function conferenceColumn(rank: number): TableColumn<Shared> {
  return {
    name: 'conference',
    rank,
    isDistinguishing: true,
    align: 'left',
    minWidth: 12,
    text: ({ conference: { name, id, uuid } }) => name ?? id ?? uuid,
  };
}

export function productColumn(rank: number): TableColumn<Shared> {
  return { name: 'product', rank, isDistinguishing: true, align: 'left', text: ({ product }) => product };
}

/** A time to the second: `2021-07-13 21:44:51`. */
export function timeColumn<R>(rank: number, of: (record: R) => number | null): TableColumn<R> {
  return {
    name: 'time UTC',
    rank,
    align: 'left',
    text: (record) => {
      const time = of(record);
      return time === null ? null : secondsOf(time);
    },
  };
}

function secondsOf(time: number): string {
  return new Date(time)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, '');
}
