import { emplace } from '../quality/emplace.js';
import { measurementsOf } from '../quality/reading.js';
import type { ZoomRating } from './data.js';
import type { ReportSample } from './records.js';
import { ValueCounts } from './value-counts.js';

/**
 * Counts Zoom's quality words by type and computes statistics of its scores: those of readings, and of a type that no reading
 * rates, those of summaries.
 */
export function ratingsOf(
  readings: readonly ReportSample[],
  summaries: readonly ReportSample[],
): ZoomRating[] {
  const ofReadings = ratingsByType(readings);
  const rated = new Set(ofReadings.map(({ type }) => type));
  return [...ofReadings, ...ratingsByType(summaries.filter(({ type }) => !rated.has(type)))];
}

function ratingsByType(samples: readonly ReportSample[]): ZoomRating[] {
  const byType = new Map<string, ReportSample[]>();
  for (const sample of samples)
    if (sample.quality !== null || sample.qualityScore !== null)
      emplace(byType, sample.type, () => []).push(sample);
  return [...byType].map(([type, rated]) => {
    const words = new Map<string, number>();
    for (const { quality } of rated) if (quality !== null) words.set(quality, (words.get(quality) ?? 0) + 1);
    return {
      type,
      words: [...words].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1)),
      score: ValueCounts.of(rated.map(measurementsOf)).stats().qualityScore ?? null,
    };
  });
}
