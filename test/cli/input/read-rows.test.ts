import { describe, expect, it } from 'vitest';
import { createRestReader } from '../../../src/cli/input/read-rest.js';

const read = createRestReader({ source: 'rest.meeting', conference: { uuid: 'u' } });
const row = (bitrate: unknown) => ({
  participant_id: 'p',
  qos: [{ type: 'audio_input', details: { avg_bitrate: bitrate } }],
});

/** The outcome of a page, and the paths of its issues in the participants. */
function outcomeOf(participants: readonly unknown[]) {
  const outcome = read(Buffer.from(JSON.stringify({ participants })));
  if (outcome.status === 'rejected') throw new Error(outcome.reason);
  return { ...outcome, paths: outcome.issues.map(({ path }) => path.slice(1).join('.')) };
}

describe('the issues of a page', () => {
  it('have the place that an item had before others were dropped', () => {
    expect(outcomeOf(['lost', row('x'), 'lost', 'lost', row('y')]).paths).toEqual([
      '0',
      '2',
      '3',
      '1.qos.0.details.avg_bitrate',
      '4.qos.0.details.avg_bitrate',
    ]);
  });

  it('have it too where conversions without loss fill the list of repairs', () => {
    const numbers = { participant_id: 'n', qos: Array.from({ length: 115 }, () => row(5).qos[0]) };
    const { paths, omitted } = outcomeOf([numbers, 'lost', 'lost', row('x')]);
    expect(paths).toEqual(['1', '2', '3.qos.0.details.avg_bitrate']);
    expect(omitted).toBe(0);
  });

  it('have none where unlisted items may have come before', () => {
    const lost = Array.from({ length: 120 }, () => 'lost');
    const { paths, omitted } = outcomeOf(['lost', row('x'), ...lost, row('y')]);
    expect(paths.slice(100)).toEqual(['1.qos.0.details.avg_bitrate', '']);
    expect(omitted).toBe(21);
  });
});
