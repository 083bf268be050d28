import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClientSnapshot, mergeSnapshots } from 'zoom-qss';
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
