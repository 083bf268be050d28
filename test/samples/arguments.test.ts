import { describe, expect, it } from 'vitest';
import { conferenceKey, createDirectory, parseEvent, participantKey, toRow } from 'zoom-qss';
import { ArgumentError } from '../../src/errors.js';
import { example } from '../events/documented.js';

const event = parseEvent(example('meeting.participant_qos'));

describe('a function that takes a record', () => {
  const takers: Record<string, (record: never) => unknown> = {
    participantKey,
    conferenceKey,
    toRow,
    'add of a directory': createDirectory().add,
    'participantOf of a directory': createDirectory().participantOf,
    'conferenceOf of a directory': createDirectory().conferenceOf,
  };

  it.each(Object.entries(takers))('%s refuses anything else with a typed error', (_, take) => {
    for (const other of [null, undefined, 5, 'text', [], {}, event, { id: 'x', bitrateKbps: 1 }])
      expect(() => take(other as never)).toThrow(ArgumentError);
  });
});

describe('createDirectory', () => {
  it.each([null, 5, []])('refuses %j as options with a typed error', (options) => {
    expect(() => createDirectory(options as never)).toThrow(ArgumentError);
  });
});
