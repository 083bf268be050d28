import { expect, it } from 'vitest';
import { killRepeatedly, RECEIVERS, type ReceiverName } from './kill.js';

// The keys of the table.
it.each(Object.keys(RECEIVERS) as ReceiverName[])(
  'loses nothing that it answered over 20 kills: %s',
  async (name) => {
    const report = await killRepeatedly(name, 20);
    expect(report).toMatchObject({ kills: 20, lost: 0 });
    expect(report.answered).toBeGreaterThan(20);
  },
);
