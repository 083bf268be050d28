import type { GroupFigures } from '../../../report/index.js';
import { minutesOf } from '../../../report/rounding.js';
import { formatCount, formatNumber } from '../../output/format-count.js';

/** The report's headline figures, in lines: minutes and stays in breach of Zoom's limits, and of how many people. */
export function qualityLines({ time, stays, people }: GroupFigures): string {
  const parts = [
    time.judged > 0 && `${minutesOf(time)} participant-minutes`,
    stays.judged > 0 && `${formatNumber(stays.inBreach)} of ${formatCount(stays.judged, 'stay')}`,
  ].filter((part) => part !== false);
  if (parts.length === 0) return 'Nothing was judged.\n';
  return `${parts.join(' and ')} in breach of Zoom's limits; ${formatNumber(people.affected)} of ${formatCount(people.all, 'participant')} affected.\n`;
}
