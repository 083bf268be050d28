import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conferenceKey, participantKey, type QosSample } from 'zoom-qss';
import { createRollup, type GroupFigures, PRESETS } from 'zoom-qss/quality';
import { qualityLines } from '../../src/cli/commands/demo/quality-lines.js';
import { collect, renderReport } from '../../src/report/index.js';
import { LOWER_IS_WORSE } from '../metrics.js';
import { isBrowserMissing, launch, open } from './browser.js';
import { type Naive, type NaiveDetails, type NaiveGroup, naiveReport, type Stats } from './naive.js';
import { disturbed, KINDS, type Simulated, simulated } from './simulated.js';

/** Of a stream whose readings all have no time. */
const NOTHING_JUDGED = { judged: 0, inBreach: 0 };
const SEEDS = Array.from({ length: 100 }, (_, seed) => seed + 1);
const small = (seed: number) => ({ seed, minutes: 4, participants: 8 });
const NOON = Date.UTC(2026, 0, 5, 12);
const dataOf = (given: Simulated) => collect({ ...given, generatedAtMs: NOON });

/** Says where two things differ; numbers may differ by what rounding of sums makes, or by a share. */
function differences(what: string, is: unknown, should: unknown, tolerance = 1e-9): string[] {
  if (typeof is === 'number' && typeof should === 'number')
    return Math.abs(is - should) <= Math.abs(should) * tolerance + 1e-9
      ? []
      : [`${what} is ${is}, not ${should}`];
  if (typeof is === 'object' && typeof should === 'object' && is !== null && should !== null) {
    const [one, other] = [is as Record<string, unknown>, should as Record<string, unknown>];
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((key) =>
      differences(`${what}.${key}`, one[key], other[key], tolerance),
    );
  }
  return is === should ? [] : [`${what} is ${is}, not ${should}`];
}

const figuresOf = ({ time, stays, readingStats, stayStats }: Naive): Naive => ({
  time,
  stays,
  readingStats,
  stayStats,
});
const groupOf = ({ people, ...figures }: NaiveGroup): NaiveGroup => ({ ...figuresOf(figures), people });

function reportDifferences(given: Simulated): string[] {
  const data = dataOf(given);
  const naive = naiveReport(given.samples, given.snapshots);
  const found = [
    ...differences('overall', groupOf(data.overall), naive.overall),
    ...(['samples', 'duplicates', 'repeated', 'untimed'] as const).flatMap((count) =>
      differences(count, data[count], naive[count]),
    ),
    ...differences('conferences', data.conferences.length, naive.conferences.size),
    ...differences('participants', data.participants.length, naive.participants.size),
  ];
  // A sample with the best-known identity has the key of each of its samples. The page lacks the account.
  const account = given.samples[0]?.accountId ?? null;
  for (const each of data.conferences) {
    const key = conferenceKey({ ...each, accountId: account });
    found.push(...differences(key, groupOf(each), naive.conferences.get(key)));
  }
  for (const each of data.participants) {
    const { product, conference } = data.conferences[each.conference] as (typeof data.conferences)[number];
    const key = participantKey({ product, conference, accountId: account, participant: each.participant });
    found.push(...differences(key, figuresOf(each), naive.participants.get(key)));
    for (const { type, judged, span } of each.streams) {
      const stream = `${key}|${type}${span === 'summary' ? ' summary' : ''}`;
      found.push(...differences(stream, judged, naive.streams.get(stream) ?? NOTHING_JUDGED));
    }
  }
  return [...found, ...untrueIn(qualityLines(data.overall), naive.overall)];
}

/** What the closing line of the demo says that is not so. */
function untrueIn(line: string, { time, stays, people }: NaiveGroup): string[] {
  const part = String.raw`([\d.,]+) of ([\d.,]+)`;
  const sentence = new RegExp(
    [
      '^',
      time.judged > 0 ? `${part} participant-minutes` : '()()',
      time.judged > 0 && stays.judged > 0 ? ' and ' : '',
      stays.judged > 0 ? `${part} stays?` : '()()',
      ` in breach of Zoom's limits; ${part} participants? affected\\.\n$`,
    ].join(''),
  );
  if (time.judged + stays.judged === 0) return line === 'Nothing was judged.\n' ? [] : [line];
  const [, broken = '', judged = '', breachStays = '', judgedStays = '', affected = '', all = ''] =
    sentence.exec(line) ?? [];
  const isTrue =
    isPartOf(broken, judged, time) &&
    Number(breachStays) === stays.inBreach &&
    Number(judgedStays) === stays.judged &&
    Number(affected) === people.affected &&
    Number(all) === people.all;
  return isTrue ? [] : [`${line} is not ${JSON.stringify({ time, stays, people })}`];
}

/** Whether a text is a number, rounded to as many digits as it has, and to no fewer than three of them. */
function says(text: string, value: number): boolean {
  const digits = text.replaceAll(',', '');
  const decimals = digits.split('.')[1]?.length ?? 0;
  const isRound = Math.abs(Number(digits) - value) <= 0.5 * 10 ** -decimals + 1e-9;
  return isRound && Math.abs(Number(digits) - value) <= Math.max(0.005, Math.abs(value) * 0.005) + 1e-9;
}

/** Whether two texts are minutes in breach and minutes judged: never none where there is some, nor all where it is not. */
function isPartOf(part: string, whole: string, { judged, inBreach }: Naive['time']): boolean {
  if (judged === 0) return part === '' && whole === '';
  const isHonest = (part === '0') === (inBreach === 0) && (part === whole) === (inBreach === judged);
  return isHonest && says(part, inBreach / 60_000) && says(whole, judged / 60_000);
}

/** The rollup gives percentiles within 1 %, and knows `min` and `max` apart. */
function rollupDifferences(span: QosSample['span'], all: readonly QosSample[]): string[] {
  // A rollup expects each id once, and of a repeated reading counts what came first; the report what the live event says.
  const isLast = ({ source }: QosSample) => Number(source === 'phone.call_qos_summary');
  const samples = [...new Map([...all].reverse().map((sample) => [sample.id, sample])).values()]
    .reverse()
    .sort((a, b) => isLast(a) - isLast(b));
  const rollup = createRollup({ thresholds: PRESETS.zoom.thresholds, span });
  for (const sample of samples) rollup.add(sample);
  const isReading = (sample: QosSample) =>
    sample.span === 'interval' ||
    (sample.source === 'phone.call_qos_summary' && sample.measuredAtMs !== null);
  const naive = naiveReport(
    samples.filter((sample) => isReading(sample) === (span === 'interval')),
    [],
  );
  const compare = (figures: GroupFigures, key: string, should: Naive | undefined) => {
    const stats = span === 'interval' ? should?.readingStats : should?.stayStats;
    const judged = span === 'interval' ? should?.time : should?.stays;
    return [
      ...differences(`${key} judged`, figures.judgedMs + figures.judgedStays, judged?.judged),
      ...differences(`${key} broken`, figures.breachMs + figures.breachStays, judged?.inBreach),
      ...differences(`${key} metrics`, statsOf(figures), stats, 0.0101),
    ];
  };
  return [
    ...rollup.participants().flatMap((each) => {
      const key = participantKey(each);
      return compare(each, key, naive.participants.get(key));
    }),
    ...rollup.conferences().flatMap((each) => {
      const key = conferenceKey(each);
      return compare(each, key, naive.conferences.get(key));
    }),
    ...differences('participants', rollup.participants().length, naive.participants.size),
  ];
}

function statsOf({ metrics }: GroupFigures): Stats {
  return Object.fromEntries(
    Object.entries(metrics).map(([metric, { count, avg, worst, min, max }]) => [
      metric,
      { count, avg, worst, extreme: LOWER_IS_WORSE.includes(metric) ? min : max },
    ]),
  );
}

describe.each(KINDS)('the figures of %s data', (kind) => {
  it('are the naive sums, in the report, the rollup and the closing line of the demo, on a hundred seeds', () => {
    let judged = 0;
    for (const seed of SEEDS) {
      const given = disturbed(simulated(kind, small(seed)), seed);
      expect([seed, reportDifferences(given)]).toEqual([seed, []]);
      expect([seed, rollupDifferences('interval', given.samples)]).toEqual([seed, []]);
      expect([seed, rollupDifferences('summary', given.samples)]).toEqual([seed, []]);
      const { people } = dataOf(given).overall;
      judged += people.byTime + people.byStay;
    }
    expect(judged).toBeGreaterThan(SEEDS.length);
  }, 60_000);
});

/** About three significant digits, and as many more as it takes to differ from the limit. */
function shown(given: number, other?: number): string {
  // Half-way values have noise in binary, which would decide where they are rounded to.
  const value = Number(given.toPrecision(12));
  const limit = other === undefined ? undefined : Number(other.toPrecision(12));
  const text = (of: number, digits: number) => of.toLocaleString('en-GB', { maximumFractionDigits: digits });
  let digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  while (limit !== undefined && value !== limit && text(value, digits) === text(limit, digits)) digits += 1;
  return text(value, digits);
}

/** Minutes in breach of those judged: apart from none, and from all. */
function minutesText({ judged, inBreach }: Naive['time']): string {
  const [part, all] = [inBreach / 60_000, judged / 60_000];
  const text = shown(part, all);
  return `${part > 0 && text === '0' ? shown(part, 0) : text} of ${shown(all)}`;
}

const beyond = (value: number, limit: number) => `${shown(value, limit)} (beyond the limit of ${limit})`;

const LIMITS = { latencyMs: 150, jitterMs: 40, lossPercent: 2 } as const;

/** The texts of a row: what is in breach, then latency, jitter and loss. */
function rowOf({ time, stays, readingStats, stayStats }: Naive): string {
  const percent = ({ judged, inBreach }: Naive['time']) => {
    const value = (inBreach / judged) * 100;
    if (value > 0 && value < 1) return '< 1 %';
    return value > 99 && value < 100 ? '> 99 %' : `${Math.round(value)} %`;
  };
  const breach = [
    time.judged > 0 && `${minutesText(time)} min${percent(time)}`,
    stays.judged === 1 && (stays.inBreach > 0 ? 'stay in breach' : 'stay not in breach'),
    stays.judged > 1 && `${stays.inBreach} of ${stays.judged} stays${percent(stays)}`,
  ].filter((text) => text !== false);
  const metrics = Object.entries(LIMITS).map(([name, limit]) => {
    // The keys of LIMITS are metrics.
    const [readings, ofStays] = [readingStats[name as 'latencyMs'], stayStats[name as 'latencyMs']];
    const text = (worst: number) => (worst > limit ? beyond(worst, limit) : shown(worst));
    const parts = [
      readings && text(readings.worst),
      ofStays && `${ofStays.count === 1 ? 'stay' : `${ofStays.count} stays`} ${text(ofStays.worst)}`,
    ];
    return parts.join('') || '–';
  });
  return [breach.join('') || '–', ...metrics].join(' | ');
}

async function rowsOf(page: Page, section: 'conferences' | 'participants', columns: readonly string[]) {
  const table = page.locator(`section[aria-labelledby=${section}]`);
  const all = table.getByRole('button', { name: /^Show (?:all|\d+ more)$/ }).last();
  while (await all.isVisible()) await all.click();
  return table
    .locator('tr.row')
    .evaluateAll(
      (rows, classes) =>
        rows.map((row) => classes.map((name) => row.querySelector(`td.${name}`)?.textContent).join(' | ')),
      columns,
    );
}

/** When a conference began and how long it took, as its row says it. */
function spanOf({ startMs, endMs, summaryMs }: { [at in 'startMs' | 'endMs' | 'summaryMs']: number | null }) {
  const when = (ms: number) =>
    new Date(ms).toLocaleString('en-GB', {
      timeZone: 'Europe/Berlin',
      ...{ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    });
  if (startMs === null || endMs === null)
    return `${summaryMs === null ? '–' : `until ${when(summaryMs)}`} | –`;
  const minutes = Math.round((endMs - startMs) / 60_000);
  const length =
    minutes >= 60
      ? `${Math.floor(minutes / 60)} h ${minutes % 60} min`
      : minutes > 0
        ? `${minutes} min`
        : `${Math.round((endMs - startMs) / 1000)} s`;
  return `${when(startMs)} | ${length}`;
}

const LABELS = {
  latencyMs: 'Latency, ms',
  jitterMs: 'Jitter, ms',
  lossPercent: 'Loss, %',
  bitrateKbps: 'Bitrate, kbps',
  frameRateFps: 'Frame rate, fps',
  mos: 'MOS',
} as const;

/** The texts of the details of a participant: one for each stream, and one for each of Zoom's ratings. */
function detailTexts({ naive, streams, ratings }: NaiveDetails): string[] {
  const text = (metric: keyof typeof LABELS, value: number) => {
    const limit: number | undefined = LIMITS[metric as 'latencyMs'];
    return limit !== undefined && value > limit ? beyond(value, limit) : shown(value);
  };
  const ofStreams = [...streams].flatMap(([type, { stats, ...time }]) => {
    const isSummary = type.endsWith(' summary');
    const cells = Object.entries(LABELS).flatMap(([name, label]) => {
      // The keys of LABELS are metrics.
      const metric = name as keyof typeof LABELS;
      const { avg, worst, extreme } = stats[metric] ?? {};
      if (avg === undefined || worst === undefined || extreme === undefined) return [];
      return `${label}: ${text(metric, avg)}, ${isSummary ? '–' : text(metric, worst)}, ${text(metric, extreme)}`;
    });
    if (cells.length === 0) return [];
    const breach = isSummary ? (time.inBreach > 0 ? 'yes' : 'no') : `${minutesText(time)} min`;
    return [[type, time.judged === 0 ? '–' : breach, ...cells].join(' | ')];
  });
  const scored = (stats: NonNullable<Stats['mos']>) =>
    stats.count === 1 && stats.avg === stats.extreme
      ? shown(stats.avg)
      : `${shown(stats.avg)} on average, lowest ${shown(stats.extreme)}`;
  const ofRatings = [...ratings].map(([type, { words, score }]) => {
    const parts = [...words].map(([word, times]) => `${times} × ${word}`);
    const label = type.slice(0, 1).toUpperCase() + type.slice(1).replaceAll('_', ' ');
    return `${label}: ${sortedParts([...parts, ...(score ? [`score ${scored(score)}`] : [])].join(', '))}`;
  });
  const mos = naive.readingStats.mos ?? naive.stayStats.mos;
  return [...ofStreams, ...ofRatings, ...(mos ? [`MOS: ${sortedParts(scored(mos))}`] : [])].sort();
}

const sortedParts = (text: string) => text.split(', ').sort().join(', ');

/** Opens the details of every participant, and reads what they say. */
async function readDetails(page: Page): Promise<string[][]> {
  const openers = page.locator('.opener');
  const details: string[][] = [];
  for (let index = 0; index < (await openers.count()); index += 1) {
    await openers.nth(index).evaluate((button: HTMLElement) => button.click());
    const { streams, ratings } = await page.locator('.detail').evaluate((detail) => {
      const textsOf = (within: Element, selector: string) =>
        [...within.querySelectorAll(selector)].map(({ textContent }) => textContent ?? '');
      const labels = textsOf(detail, 'table.streams th[scope=colgroup]');
      const section = [...detail.querySelectorAll('.facts section')].find(
        (each) => each.querySelector('h3')?.textContent === 'Zoom’s ratings',
      );
      const values = section ? textsOf(section, 'dd') : [];
      return {
        streams: [...detail.querySelectorAll('table.streams tbody tr')].map((row) => {
          const heading = row.querySelector('th');
          const [breach, ...cells] = textsOf(row, 'td');
          const metrics = labels.flatMap((label, place) => {
            const three = cells.slice(place * 3, place * 3 + 3);
            return three.every((cell) => cell === '–') ? [] : [`${label}: ${three.join(', ')}`];
          });
          const summary = heading?.querySelector('small')?.textContent ?? '';
          return [`${heading?.title}${summary}`, breach, ...metrics].join(' | ');
        }),
        ratings: (section ? textsOf(section, 'dt') : []).map((type, place) => [type, values[place] ?? '']),
      };
    });
    details.push([...streams, ...ratings.map(([type, text = '']) => `${type}: ${sortedParts(text)}`)].sort());
    await openers.nth(index).evaluate((button: HTMLElement) => button.click());
  }
  return details;
}

describe.skipIf(isBrowserMissing)('the page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  it.each(KINDS)('shows the naive sums of %s data', async (kind) => {
    const given = disturbed(simulated(kind, { seed: 7, minutes: 20, participants: 30 }), 7);
    const naive = naiveReport(given.samples, given.snapshots);
    await using opened = await open(browser, renderReport({ ...given, generatedAtMs: NOON }));
    const { page, errors } = opened;
    const columns = ['breaches', 'latencyMs', 'jitterMs', 'lossPercent'];
    expect((await rowsOf(page, 'conferences', columns)).sort()).toEqual(
      [...naive.conferences.values()].map(rowOf).sort(),
    );
    expect((await rowsOf(page, 'participants', columns)).sort()).toEqual(
      [...naive.participants.values()].map(rowOf).sort(),
    );
    const spans = await page
      .locator('section[aria-labelledby=conferences] tr.row')
      .evaluateAll((all) =>
        all.map((row) => [row.children[2]?.textContent, row.children[3]?.textContent].join(' | ')),
      );
    expect(spans.sort()).toEqual([...naive.spans.values()].map(spanOf).sort());
    const byText = (one: string[], other: string[]) => (one.join('\n') < other.join('\n') ? -1 : 1);
    expect((await readDetails(page)).sort(byText)).toEqual(
      [...naive.details.values()].map(detailTexts).sort(byText),
    );

    const { people, readingStats, stayStats, time, stays } = naive.overall;
    const tiles = await page.locator('.tile').allInnerTexts();
    const tile = (name: string) => tiles.find((each) => each.toLowerCase().startsWith(name)) ?? '';
    expect(tile('participants affected')).toContain(
      `\n${people.affected}\nof ${people.all} in ${naive.conferences.size} conference`,
    );
    if (time.judged > 0) expect(tile('time')).toContain(`\n${minutesText(time)} participant-minutes`);
    if (stays.judged > 0) expect(tile('stays')).toContain(`\n${stays.inBreach} of ${stays.judged} stays`);
    for (const [name, metric] of [
      ['latency', 'latencyMs'],
      ['jitter', 'jitterMs'],
      ['loss', 'lossPercent'],
    ] as const) {
      const [readings, ofStays] = [readingStats[metric], stayStats[metric]];
      const text = (value: number) => (value > LIMITS[metric] ? shown(value, LIMITS[metric]) : shown(value));
      const main = (readings ?? ofStays)?.worst;
      expect(tile(name).split('\n')[1]).toMatch(new RegExp(`^${main === undefined ? '–' : text(main)}( |$)`));
      if (readings)
        expect(tile(name)).toContain(`95th percentile of ${readings.count.toLocaleString('en-GB')} value`);
      if (ofStays) expect(tile(name)).toContain(`of the averages of ${ofStays.count} stay`);
      if (readings && ofStays) expect(tile(name)).toContain(`\n${text(ofStays.worst)}`);
    }
    expect(errors).toEqual([]);
  });
});
