/**
 * The figures of live readings and of stays, worked out the slow way: all samples at once, sorted, one line for each rule.
 * It shares nothing with the library but the keys of people and conferences.
 */
import { type Bounds, conferenceKey, participantKey, type QosSample } from 'zoom-qss';
import type { GroupFigures, JudgedMetric, Thresholds } from 'zoom-qss/quality';
import { LOWER_IS_WORSE, METRICS } from '../metrics.js';

/** What the naive way knows of a group; `breachShare` and percentiles are checked against it by `expectAlike`. */
export interface Naive {
  judged: number;
  broken: number;
  limits: Record<string, { judged: number; broken: number }>;
  values: Record<string, number[]>;
  sent: Record<string, number[]>;
}

export type Level = 'conferences' | 'participants' | 'streams';

const KEY: Record<Level, (sample: QosSample) => string> = {
  conferences: conferenceKey,
  participants: participantKey,
  streams: (sample) => `${participantKey(sample)}|${sample.type}`,
};

export function keyOf(level: Level, figures: object): string {
  // Figures have what the keys of their level are made from.
  return KEY[level](figures as QosSample);
}

const timeOf = ({ measuredAtMs, eventAtMs }: QosSample) => measuredAtMs ?? eventAtMs;

function numberOf(sample: QosSample, metric: JudgedMetric): number | null {
  const sent: Bounds | number | null = sample[metric];
  if (sent === null || typeof sent === 'number') return sent;
  return sent.avg ?? (LOWER_IS_WORSE.includes(metric) ? sent.min : sent.max);
}

const isBroken = (value: number, metric: string, limit: number) =>
  LOWER_IS_WORSE.includes(metric) ? value < limit : value > limit;

function blank(): Naive {
  return { judged: 0, broken: 0, limits: {}, values: {}, sent: {} };
}

/** Adds an amount for each limit that one of several readings of a metric judged or broke, and once for all of them. */
function addAmount(
  group: Naive,
  values: readonly (readonly [metric: string, value: number])[],
  thresholds: Thresholds,
  amount: number,
): void {
  let [judged, broken] = [false, false];
  for (const [metric, limit] of Object.entries(thresholds)) {
    const mine = values.filter(([name]) => name === metric);
    if (mine.length === 0) continue;
    const breaks = mine.some(([, value]) => isBroken(value, metric, limit));
    judged = true;
    broken ||= breaks;
    group.limits[metric] ??= { judged: 0, broken: 0 };
    group.limits[metric].judged += amount;
    if (breaks) group.limits[metric].broken += amount;
  }
  if (judged) group.judged += amount;
  if (broken) group.broken += amount;
}

const valuesOf = (samples: readonly QosSample[]) =>
  samples.flatMap((sample) =>
    METRICS.flatMap((metric) => {
      const value = numberOf(sample, metric);
      return value === null ? [] : [[metric, value] as const];
    }),
  );

function listOf(lists: Record<string, number[]>, metric: string): number[] {
  lists[metric] ??= [];
  return lists[metric];
}

function addSent(group: Naive, sample: QosSample): void {
  for (const metric of METRICS) {
    const sent: Bounds | number | null = sample[metric];
    const numbers = typeof sent === 'number' ? [sent] : Object.values(sent ?? {});
    for (const number of numbers) if (number !== null) listOf(group.sent, metric).push(number);
  }
}

function groupBy<T>(list: readonly T[], keyOfOne: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) groups.set(keyOfOne(one), [...(groups.get(keyOfOne(one)) ?? []), one]);
  return groups;
}

/** Each reading once: of one id, and of one person, stream and time, unless one event lists several. */
const unique = (samples: readonly QosSample[]) => [
  ...new Map(
    samples.map((sample) => [`${KEY.streams(sample)}|${timeOf(sample)}|${ordinalOf(sample)}`, sample]),
  ).values(),
];
const ordinalOf = ({ id }: QosSample) => id.split('|')[8] ?? '0';

export function naiveReadings(
  all: readonly QosSample[],
  thresholds: Thresholds,
  level: Level,
): Map<string, Naive> {
  const samples = unique(all.filter((sample) => sample.span === 'interval'));
  const groups = new Map<string, Naive>();
  const groupOf = (key: string) => groups.get(key) ?? groups.set(key, blank()).get(key) ?? blank();
  for (const sample of samples) {
    const group = groupOf(KEY[level](sample));
    addSent(group, sample);
    for (const [metric, value] of valuesOf([sample])) listOf(group.values, metric).push(value);
  }
  for (const own of groupBy(samples, participantKey).values()) {
    const times = [...new Set(own.map(timeOf))].sort((a, b) => Number(a) - Number(b));
    for (const [index, time] of times.entries()) {
      if (time === null) continue;
      const before = times[index - 1];
      const first = own[0]?.product === 'phone' ? 10_000 : 60_000;
      const ms = before === undefined || before === null ? first : Math.min(time - before, 90_000);
      const reading = own.filter((sample) => timeOf(sample) === time);
      for (const [key, measured] of groupBy(reading, KEY[level]))
        addAmount(groupOf(key), valuesOf(measured), thresholds, ms);
    }
  }
  return groups;
}

export function naiveStays(
  all: readonly QosSample[],
  thresholds: Thresholds,
  level: Level,
): Map<string, Naive> {
  const samples = [
    ...new Map(all.filter(({ span }) => span === 'summary').map((each) => [each.id, each])).values(),
  ];
  const groups = new Map<string, Naive>();
  for (const [, own] of groupBy(samples, level === 'streams' ? KEY.streams : participantKey)) {
    const [first] = own;
    if (first === undefined) continue;
    const key = KEY[level](first);
    const group = groups.get(key) ?? groups.set(key, blank()).get(key) ?? blank();
    const means: [metric: string, value: number][] = [];
    for (const [, items] of groupBy(own, KEY.streams)) {
      const webhook = items.filter(({ source }) => !source.startsWith('rest.'));
      const counted = webhook.length > 0 ? webhook : items;
      for (const item of counted) addSent(group, item);
      for (const [metric, pairs] of groupBy(valuesOf(counted), ([name]) => name))
        means.push([metric, mean(pairs.map(([, value]) => value))]);
    }
    addAmount(group, means, thresholds, 1);
    for (const [metric, pairs] of groupBy(means, ([name]) => name))
      listOf(group.values, metric).push(mean(pairs.map(([, value]) => value)));
  }
  return groups;
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Says where figures differ from the naive ones; percentiles may differ by 1 %. */
export function differences(figures: GroupFigures, naive: Naive | undefined, unit: 'Ms' | 'Stays'): string[] {
  if (naive === undefined) return ['a group that the naive way does not have'];
  const found: string[] = [];
  const same = (what: string, is: number | null | undefined, should: number | null, tolerance = 1e-9) => {
    const isNear =
      should === null || is === null
        ? is === should
        : Math.abs(Number(is) - should) <= Math.abs(should) * tolerance + 1e-9;
    if (!isNear) found.push(`${what} is ${is}, not ${should}`);
  };
  const other = unit === 'Ms' ? 'Stays' : 'Ms';
  same('judged', figures[`judged${unit}`], naive.judged);
  same('broken', figures[`breach${unit}`], naive.broken);
  same('judged of the other unit', figures[`judged${other}`], 0);
  same('share', figures.breachShare, naive.judged === 0 ? null : naive.broken / naive.judged);
  for (const metric of METRICS) {
    same(
      `${metric} judged`,
      figures.limits[metric]?.[`judged${unit}`] ?? 0,
      naive.limits[metric]?.judged ?? 0,
    );
    same(
      `${metric} broken`,
      figures.limits[metric]?.[`breach${unit}`] ?? 0,
      naive.limits[metric]?.broken ?? 0,
    );
    const values = [...(naive.values[metric] ?? [])].sort((a, b) => a - b);
    const measured = figures.metrics[metric];
    if (values.length === 0) {
      if (measured !== undefined) found.push(`${metric} was not measured`);
      continue;
    }
    const percentile = (share: number) => values[Math.max(1, Math.ceil(share * values.length)) - 1] ?? null;
    same(`${metric} count`, measured?.count, values.length);
    same(`${metric} avg`, measured?.avg, mean(values), 1e-6);
    same(`${metric} min`, measured?.min, Math.min(...(naive.sent[metric] ?? [])));
    same(`${metric} max`, measured?.max, Math.max(...(naive.sent[metric] ?? [])));
    same(`${metric} p5`, measured?.p5, percentile(0.05), 0.0101);
    same(`${metric} p50`, measured?.p50, percentile(0.5), 0.0101);
    same(`${metric} p95`, measured?.p95, percentile(0.95), 0.0101);
    same(
      `${metric} worst`,
      measured?.worst,
      percentile(LOWER_IS_WORSE.includes(metric) ? 0.05 : 0.95),
      0.0101,
    );
  }
  return found;
}
