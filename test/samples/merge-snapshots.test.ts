import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClientSnapshot, mergeSnapshots } from 'zoom-qss';
import { ArgumentError } from '../../src/errors.js';
import { changed, example, type Raw } from '../events/documented.js';
import { DATA_ITEM, only, snapshotsOf } from './given.js';

/** The snapshot of a change at a time, by a person. */
function change(eventAtMs: number, item: Raw, person = '1'): ClientSnapshot {
  const raw = changed(example('meeting.participant_data'), DATA_ITEM, item);
  const named = changed(raw, ['payload', 'object', 'participant', 'participant_id'], person);
  return only(snapshotsOf(changed(named, ['event_ts'], eventAtMs)).snapshots);
}

describe('mergeSnapshots', () => {
  it('keeps the last sent value of each field, blank ones included', () => {
    const merged = only(
      mergeSnapshots([
        change(1, { camera: 'one', microphone: 'm', network_type: 'Wifi' }),
        change(2, { camera: 'two' }),
        change(3, { microphone: '' }),
      ]),
    );
    expect(merged).toMatchObject({ camera: 'two', microphone: null, networkType: 'Wifi', eventAtMs: 3 });
    expect('speaker' in merged).toBe(false);
  });

  it('keeps people apart', () => {
    const merged = mergeSnapshots([change(1, { camera: 'a' }, '1'), change(1, { camera: 'b' }, '2')]);
    expect(merged.map(({ camera }) => camera)).toEqual(['a', 'b']);
  });

  it('takes the last of many items of one event', () => {
    const raw = example('meeting.participant_data');
    const data = Array.from({ length: 12 }, (_, index) => ({ camera: `c${index}` }));
    const { snapshots } = snapshotsOf(changed(raw, ['payload', 'object', 'participant', 'data'], data));
    expect(only(mergeSnapshots(snapshots)).camera).toBe('c11');
    expect(only(mergeSnapshots(snapshots.toReversed())).camera).toBe('c11');
  });

  it('sorts a snapshot without a time before all others', () => {
    const untimed = { ...change(5, { camera: 'old' }), eventAtMs: null };
    for (const order of [
      [untimed, change(1, { camera: 'new' })],
      [change(1, { camera: 'new' }), untimed],
    ])
      expect(only(mergeSnapshots(order)).camera).toBe('new');
  });

  it('knows the conference and the participant best, from any snapshot', () => {
    const first = change(1, { camera: 'a' });
    const named = {
      ...first,
      conference: { ...first.conference, id: '42' },
      participant: { ...first.participant, name: 'N', email: 'old@example.com' },
    };
    const later = change(2, { camera: 'b' });
    const renamed = { ...later, participant: { ...later.participant, email: 'new@example.com' } };
    expect(only(mergeSnapshots([renamed, named]))).toMatchObject({
      camera: 'b',
      conference: { id: '42' },
      participant: { name: 'N', email: 'new@example.com' },
    });
  });

  it.each([null, undefined, 5, [null], [{}], [{ conference: {} }]])('refuses %j', (snapshots) => {
    expect(() => mergeSnapshots(snapshots as never)).toThrow(ArgumentError);
  });

  it('gives nothing for nothing', () => {
    expect(mergeSnapshots([])).toEqual([]);
  });

  it('takes any order of arrival', () => {
    const item = fc.dictionary(
      fc.constantFrom('camera', 'microphone', 'location', 'device'),
      fc.constantFrom('', 'x', 'y', 'WIN'),
    );
    const snapshots = fc.array(
      fc
        .tuple(fc.integer({ min: 1, max: 4 }), item, fc.constantFrom('1', '2'))
        .map((args) => change(...args)),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(
        snapshots.chain((list) =>
          fc.tuple(
            fc.constant(list),
            fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
          ),
        ),
        ([list, shuffled]) => {
          // Two changes of one time and person have one id, and are one change.
          const once = (all: ClientSnapshot[]) => [...new Map(all.map((each) => [each.id, each])).values()];
          const unique = once(list);
          const sameAgain = shuffled.filter((each) => unique.includes(each));
          const byId = (all: ClientSnapshot[]) => all.sort((a, b) => (a.id < b.id ? -1 : 1));
          expect(byId(mergeSnapshots(sameAgain))).toEqual(byId(mergeSnapshots(unique)));
        },
      ),
    );
  });
});
