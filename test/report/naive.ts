/**
 * Everything the report says, worked out the slow way from the definitions of people, time, stays and percentiles. It shares
 * nothing with the library but the keys of people and conferences.
 */
import { type Bounds, conferenceKey, participantKey, type QosSample } from 'zoom-qss';
import { LOWER_IS_WORSE, METRICS } from '../metrics.js';

type Metric = (typeof METRICS)[number];

const least = (numbers: readonly (number | null)[]) =>
  numbers.reduce((a, b) => (a === null || (b !== null && b < a) ? b : a), null);
const most = (numbers: readonly (number | null)[]) =>
  numbers.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);

/** Zoom's limits, as the report holds readings against. */
const LIMITS: readonly [Metric, number][] = [
  ['latencyMs', 150],
  ['jitterMs', 40],
  ['lossPercent', 2],
];

interface Lists {
  readonly values: number[];
  readonly sent: number[];
}
export type Stats = { [M in Metric]?: { count: number; avg: number; worst: number; extreme: number } };

export interface Naive {
  readonly time: { judged: number; inBreach: number };
  readonly stays: { judged: number; inBreach: number };
  readonly readingStats: Stats;
  readonly stayStats: Stats;
}

export interface NaiveGroup extends Naive {
  readonly people: { all: number; byTime: number; byStay: number; byBoth: number; affected: number };
}

/** Statistics of each stream, and Zoom's own words and scores of each type. */
export interface NaiveDetails {
  readonly naive: Naive;
  readonly streams: Map<string, { judged: number; inBreach: number; stats: Stats }>;
  readonly ratings: Map<string, { words: Map<string, number>; score: Stats['qualityScore'] }>;
}

export interface NaiveReport {
  readonly overall: NaiveGroup;
  readonly conferences: Map<string, NaiveGroup>;
  readonly participants: Map<string, Naive>;
  /** The time, or the stay, of each stream. */
  readonly streams: Map<string, { judged: number; inBreach: number }>;
  /** What the details of each participant say. */
  readonly details: Map<string, NaiveDetails>;
  /** From when until when, and until when at the latest where only summaries came. */
  readonly spans: Map<string, { startMs: number | null; endMs: number | null; summaryMs: number | null }>;
  readonly samples: number;
  readonly duplicates: number;
  readonly repeated: number;
  readonly untimed: number;
}

const timeOf = ({ measuredAtMs, eventAtMs }: QosSample) => measuredAtMs ?? eventAtMs;
const isReading = ({ span, source, measuredAtMs }: QosSample) =>
  span === 'interval' || (source === 'phone.call_qos_summary' && measuredAtMs !== null);
const isRow = ({ source }: QosSample) => source.startsWith('rest.');
const ordinalOf = ({ id }: QosSample) => id.split('|')[8] ?? '0';
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function sentOf(sample: QosSample, metric: Metric): number[] {
  const sent: Bounds | number | null = sample[metric];
  if (typeof sent === 'number') return [sent];
  return sent === null ? [] : [sent.min, sent.avg, sent.max].filter((number) => number !== null);
}

function numberOf(sample: QosSample, metric: Metric): number | null {
  const sent: Bounds | number | null = sample[metric];
  if (sent === null || typeof sent === 'number') return sent;
  return sent.avg ?? (LOWER_IS_WORSE.includes(metric) ? sent.min : sent.max);
}

function groupBy<T>(list: readonly T[], keyOfOne: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const group = groups.get(keyOfOne(one));
    if (group === undefined) groups.set(keyOfOne(one), [one]);
    else group.push(one);
  }
  return groups;
}

/** The first of each key, in order. */
function firstOfEach<T>(list: readonly T[], keyOfOne: (one: T) => string): T[] {
  return [...groupBy(list, keyOfOne).values()].map(([first]) => first as T);
}

function statsOf(lists: ReadonlyMap<Metric, Lists>): Stats {
  const stats: Stats = {};
  for (const [metric, { values, sent }] of lists) {
    if (values.length === 0) continue;
    const isLow = LOWER_IS_WORSE.includes(metric);
    const sorted = [...values].sort((a, b) => a - b);
    const place = Math.max(1, Math.ceil((isLow ? 0.05 : 0.95) * sorted.length)) - 1;
    stats[metric] = {
      count: values.length,
      avg: mean(values),
      worst: sorted[place] as number,
      extreme: sent.reduce((a, b) => (isLow ? Math.min(a, b) : Math.max(a, b))),
    };
  }
  return stats;
}

function listsOf(several: readonly ReadonlyMap<Metric, Lists>[]): Map<Metric, Lists> {
  const merged = new Map<Metric, Lists>();
  for (const lists of several)
    for (const [metric, { values, sent }] of lists) {
      const before = merged.get(metric) ?? { values: [], sent: [] };
      merged.set(metric, { values: [...before.values, ...values], sent: [...before.sent, ...sent] });
    }
  return merged;
}

function listsOfSamples(samples: readonly QosSample[]): Map<Metric, Lists> {
  return new Map(
    METRICS.map((metric) => [
      metric,
      {
        values: samples.map((sample) => numberOf(sample, metric)).filter((value) => value !== null),
        sent: samples.flatMap((sample) => sentOf(sample, metric)),
      },
    ]),
  );
}

const isJudged = (numbers: ReadonlyMap<Metric, number>) => LIMITS.some(([metric]) => numbers.has(metric));
/** Means of decimal fractions have noise in binary, which breaks no limit. */
const isBroken = (numbers: ReadonlyMap<Metric, number>) =>
  LIMITS.some(([metric, limit]) => (numbers.get(metric) ?? 0) > limit * (1 + 1e-12));
const numbersOf = (sample: QosSample) =>
  new Map(
    METRICS.flatMap((metric) => {
      const value = numberOf(sample, metric);
      return value === null ? [] : [[metric, value] as const];
    }),
  );

interface Person {
  readonly key: string;
  readonly conference: string;
  readonly readings: QosSample[];
  readonly summaries: QosSample[];
  /** Records of events that measure nothing. */
  others: number;
}

/** Joins the rows of a session user with their events, where nobody else in the session has the `user_key`. */
function joinSessions(people: readonly Person[]): Person[] {
  const userKeyOf = ({ readings, summaries }: Person) =>
    [...readings, ...summaries].find(({ participant }) => participant.userId !== null)?.participant.userId;
  const left = new Set(people);
  const sessions = people.filter(({ key }) => key.startsWith('session|'));
  for (const same of groupBy(
    sessions.filter((person) => userKeyOf(person) != null),
    (person) => `${person.conference}|${userKeyOf(person)}`,
  ).values()) {
    const rows = same.filter(({ summaries }) => summaries.some(isRow));
    const events = same.filter(
      ({ readings, summaries, others }) =>
        others + readings.length > 0 || summaries.some((each) => !isRow(each)),
    );
    const [row, event] = [rows[0], events[0]];
    if (rows.length !== 1 || events.length !== 1 || row === undefined || event === undefined || row === event)
      continue;
    event.summaries.push(...row.summaries);
    left.delete(row);
  }
  return [...left];
}

interface Measured {
  readonly person: Person;
  readonly naive: Naive;
  readonly readingLists: Map<Metric, Lists>;
  readonly stayLists: Map<Metric, Lists>;
  readonly streams: Map<string, { judged: number; inBreach: number }>;
  readonly details: NaiveDetails;
  readonly startMs: number | null;
  readonly endMs: number | null;
}

function ratingsOf(samples: readonly QosSample[]): NaiveDetails['ratings'] {
  const rated = samples.filter(({ quality, qualityScore }) => quality !== null || qualityScore !== null);
  return new Map(
    [...groupBy(rated, ({ type }) => type)].map(([type, some]) => {
      const words = groupBy(
        some.filter(({ quality }) => quality !== null),
        ({ quality }) => String(quality),
      );
      return [
        type,
        {
          words: new Map([...words].map(([word, same]) => [word, same.length])),
          score: statsOf(listsOfSamples(some)).qualityScore,
        },
      ];
    }),
  );
}

function measure(person: Person): Measured {
  const { key, readings, summaries } = person;
  const streams = new Map<string, { judged: number; inBreach: number }>();
  const streamOf = (type: string) => {
    const stream = streams.get(`${key}|${type}`) ?? { judged: 0, inBreach: 0 };
    streams.set(`${key}|${type}`, stream);
    return stream;
  };
  const time = { judged: 0, inBreach: 0 };
  const times = [...new Set(readings.map(timeOf))].filter((at) => at !== null).sort((a, b) => a - b);
  for (const [index, at] of times.entries()) {
    const before = times[index - 1];
    const first = key.startsWith('phone|') ? 10_000 : 60_000;
    const ms = before === undefined ? first : Math.min(at - before, 90_000);
    const then = readings.filter((sample) => timeOf(sample) === at);
    const add = (to: typeof time, some: readonly QosSample[]) => {
      if (some.some((sample) => isJudged(numbersOf(sample)))) to.judged += ms;
      if (some.some((sample) => isBroken(numbersOf(sample)))) to.inBreach += ms;
    };
    add(time, then);
    for (const [type, some] of groupBy(then, (sample) => sample.type)) add(streamOf(type), some);
  }

  const measuredTypes = new Set(
    readings.filter((sample) => numbersOf(sample).size > 0).map(({ type }) => type as string),
  );
  const judgedTypes = new Set(
    readings
      .filter((sample) => timeOf(sample) !== null && isJudged(numbersOf(sample)))
      .map(({ type }) => type as string),
  );
  const streamStats = new Map<string, Stats>(
    [...groupBy(readings, ({ type }) => type)].map(([type, some]) => [type, statsOf(listsOfSamples(some))]),
  );
  const counted: QosSample[] = [];
  const means: Map<Metric, number>[] = [];
  const sent = new Map<Metric, number[]>();
  const stays = { judged: 0, inBreach: 0 };
  for (const [type, told] of groupBy(summaries, (sample) => sample.type)) {
    const webhook = told.filter((sample) => !isRow(sample));
    const items = webhook.length > 0 ? webhook : told;
    const lists = listsOfSamples(items);
    const numbers = new Map(
      [...lists].flatMap(([metric, { values }]) =>
        values.length > 0 ? [[metric, mean(values)] as const] : [],
      ),
    );
    // A summary of a stream that readings measured counts if it can be judged and they could not.
    if (judgedTypes.has(type) || (measuredTypes.has(type) && !isJudged(numbers))) continue;
    for (const [metric, each] of lists) sent.set(metric, [...(sent.get(metric) ?? []), ...each.sent]);
    means.push(numbers);
    counted.push(...items);
    const meanLists = [...lists].map(([metric, each]): [Metric, Lists] => {
      const value = numbers.get(metric);
      return [metric, { values: value === undefined ? [] : [value], sent: each.sent }];
    });
    streamStats.set(`${type} summary`, statsOf(new Map(meanLists)));
    const stream = streamOf(`${type} summary`);
    stream.judged = Number(isJudged(numbers));
    stream.inBreach = Number(isBroken(numbers));
    stays.judged = Math.max(stays.judged, stream.judged);
    stays.inBreach = Math.max(stays.inBreach, stream.inBreach);
  }
  const stayLists = new Map(
    METRICS.map((metric): [Metric, Lists] => {
      const ofStreams = means.flatMap((numbers) => numbers.get(metric) ?? []);
      return [
        metric,
        { values: ofStreams.length > 0 ? [mean(ofStreams)] : [], sent: sent.get(metric) ?? [] },
      ];
    }),
  );
  const readingLists = listsOfSamples(readings);
  const naive = { time, stays, readingStats: statsOf(readingLists), stayStats: statsOf(stayLists) };
  const byReadings = ratingsOf(readings);
  const bySummaries = ratingsOf(counted.filter(({ type }) => !byReadings.has(type)));
  const details = {
    naive,
    streams: new Map(
      [...streamStats].map(([type, stats]) => [
        type,
        { judged: 0, inBreach: 0, ...streams.get(`${key}|${type}`), stats },
      ]),
    ),
    ratings: new Map([...byReadings, ...bySummaries]),
  };
  const [first, last] = [times[0], times.at(-1)];
  const firstMs = key.startsWith('phone|') ? 10_000 : 60_000;
  return {
    person,
    naive,
    readingLists,
    stayLists,
    streams,
    details,
    startMs: first === undefined ? null : first - firstMs,
    endMs: last ?? null,
  };
}

function groupOf(members: readonly Measured[]): NaiveGroup {
  const sum = (part: 'time' | 'stays', of: 'judged' | 'inBreach') =>
    members.reduce((total, { naive }) => total + naive[part][of], 0);
  const count = (is: (naive: Naive) => boolean) => members.filter(({ naive }) => is(naive)).length;
  return {
    time: { judged: sum('time', 'judged'), inBreach: sum('time', 'inBreach') },
    stays: { judged: sum('stays', 'judged'), inBreach: sum('stays', 'inBreach') },
    readingStats: statsOf(listsOf(members.map(({ readingLists }) => readingLists))),
    stayStats: statsOf(listsOf(members.map(({ stayLists }) => stayLists))),
    people: {
      all: members.length,
      byTime: count(({ time }) => time.judged > 0),
      byStay: count(({ stays }) => stays.judged > 0),
      byBoth: count(({ time, stays }) => time.judged > 0 && stays.judged > 0),
      affected: count(({ time, stays }) => time.inBreach > 0 || stays.inBreach > 0),
    },
  };
}

/** @param others the people and conferences of records that measure nothing, which the report lists too */
export function naiveReport(
  all: readonly QosSample[],
  others: readonly Pick<QosSample, 'id' | 'product' | 'accountId' | 'conference' | 'participant'>[],
): NaiveReport {
  const unique = firstOfEach(all, ({ id }) => id);
  const timed = unique.filter((sample) => isReading(sample) && timeOf(sample) !== null);
  const untimed = unique.filter((sample) => isReading(sample) && timeOf(sample) === null);
  const isLive = ({ source }: QosSample) => source !== 'phone.call_qos_summary';
  const readings = firstOfEach(
    [...timed.filter(isLive), ...timed.filter((sample) => !isLive(sample))],
    (sample) => `${participantKey(sample)}|${sample.type}|${timeOf(sample)}|${ordinalOf(sample)}`,
  );
  const summaries = unique.filter((sample) => !isReading(sample));
  const people = new Map<string, Person>();
  const personOf = (record: (typeof others)[number]): Person => {
    const key = participantKey(record);
    const person = people.get(key) ?? {
      key,
      conference: conferenceKey(record),
      readings: [],
      summaries: [],
      others: 0,
    };
    people.set(key, person);
    return person;
  };
  for (const sample of [...readings, ...untimed]) personOf(sample).readings.push(sample);
  for (const sample of summaries) personOf(sample).summaries.push(sample);
  for (const record of others) personOf(record).others += 1;
  const measured = joinSessions([...people.values()]).map(measure);
  return {
    overall: groupOf(measured),
    conferences: new Map(
      [...groupBy(measured, ({ person }) => person.conference)].map(([key, members]) => [
        key,
        groupOf(members),
      ]),
    ),
    details: new Map(measured.map(({ person, details }) => [person.key, details])),
    spans: new Map(
      [...groupBy(measured, ({ person }) => person.conference)].map(([key, members]) => {
        // What a call says of its start and end, as the latest event says it.
        const own = all
          .filter((sample) => conferenceKey(sample) === key && sample.conference.startAtMs !== null)
          .sort((a, b) => Number(a.eventAtMs) - Number(b.eventAtMs));
        const call = own.at(-1)?.conference;
        const isWhole = call != null && call.endAtMs !== null && Number(call.startAtMs) <= call.endAtMs;
        return [
          key,
          {
            startMs: least([...members.map(({ startMs }) => startMs), isWhole ? call.startAtMs : null]),
            endMs: most([...members.map(({ endMs }) => endMs), isWhole ? call.endAtMs : null]),
            summaryMs: most(members.flatMap(({ person }) => person.summaries.map(timeOf))),
          },
        ];
      }),
    ),
    participants: new Map(measured.map(({ person, naive }) => [person.key, naive])),
    streams: new Map(measured.flatMap(({ streams }) => [...streams])),
    samples: readings.length + untimed.length + summaries.length,
    duplicates: all.length - unique.length + others.length - firstOfEach(others, ({ id }) => id).length,
    repeated: timed.length - readings.length,
    untimed: untimed.length,
  };
}
