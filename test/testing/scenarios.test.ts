import { describe, expect, test } from 'vitest';
import { isQosEvent, type QosSample, toSamples } from 'zoom-qss';
import { createSimulator, type Scenario, type SimulatorOptions } from 'zoom-qss/testing';
import { uniqueEvents } from './expected-summary.js';

const simulate = (options: SimulatorOptions) => [...createSimulator(options)];

describe('a scenario', () => {
  const samplesOf = (scenario: Scenario) =>
    uniqueEvents(simulate({ seed: 3, scenario, minutes: 60 })).flatMap((event) =>
      isQosEvent(event) ? toSamples(event).samples : [],
    );
  const share = <T>(items: readonly T[], test: (item: T) => boolean) =>
    items.filter(test).length / items.length;
  const lossOf = ({ lossPercent }: QosSample) => lossPercent?.avg ?? 0;
  const latencyOf = ({ latencyMs }: QosSample) => latencyMs?.avg ?? 0;
  const streams = (scenario: Scenario) =>
    samplesOf(scenario).filter(({ bitrateKbps }) => bitrateKbps !== null);

  test('quiet-office is good in nearly every minute', () => {
    const office = streams('quiet-office');
    expect(share(office, (each) => lossOf(each) < 1 && latencyOf(each) < 60)).toBeGreaterThan(0.97);
  });

  test('home-wifi-burst-loss has bursts of loss and is good in most minutes', () => {
    const home = streams('home-wifi-burst-loss');
    expect(share(home, (each) => lossOf(each) > 2)).toBeGreaterThan(0.03);
    expect(share(home, (each) => lossOf(each) < 1)).toBeGreaterThan(0.65);
  });

  test('home-wifi-burst-loss has loss, jitter and low bitrate at the same times', () => {
    const video = streams('home-wifi-burst-loss').filter(({ type }) => type === 'video_output');
    const mean = (of: (sample: QosSample) => number, isLossy: boolean) => {
      const values = video.filter((each) => lossOf(each) > 2 === isLossy).map(of);
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    const jitter = ({ jitterMs }: QosSample) => jitterMs?.avg ?? 0;
    const bitrate = ({ bitrateKbps }: QosSample) => bitrateKbps?.avg ?? 0;
    expect(mean(jitter, true)).toBeGreaterThan(1.5 * mean(jitter, false));
    expect(mean(latencyOf, true)).toBeGreaterThan(1.3 * mean(latencyOf, false));
    expect(mean(bitrate, true)).toBeLessThan(0.85 * mean(bitrate, false));
  });

  test('vpn-latency has high latency and little loss', () => {
    const remote = streams('vpn-latency');
    expect(share(remote, (each) => latencyOf(each) > 150)).toBeGreaterThan(0.6);
    expect(share(remote, (each) => lossOf(each) < 1)).toBeGreaterThan(0.8);
  });

  test.each([
    ['room-connector', 'crc'],
    ['web-gateway', 'rwg'],
  ] as const)('%s has streams of the path %s in both directions', (scenario, path) => {
    const directions = samplesOf(scenario)
      .filter((each) => each.path === path)
      .map(({ direction }) => direction);
    expect(new Set(directions)).toEqual(new Set(['sent', 'received']));
  });

  test('phone-queue has phone calls only', () => {
    expect(new Set(samplesOf('phone-queue').map(({ product }) => product))).toEqual(new Set(['phone']));
  });

  test('mixed has forty people in all four products', () => {
    const samples = samplesOf('mixed');
    expect(new Set(samples.map(({ product }) => product)).size).toBe(4);
    const people = samples
      .filter(({ participant }) => participant.role !== 'caller')
      .map(
        ({ product, conference, participant: { id, userId } }) =>
          userId ?? `${product} ${conference.uuid} ${id}`,
      );
    // People outside the account have a new id in each conference.
    expect(new Set(people).size).toBeGreaterThanOrEqual(40);
    expect(new Set(people).size).toBeLessThan(46);
  });

  test('has the number of participants asked for', () => {
    for (const participants of [1, 3, 40, 97]) {
      const deliveries = simulate({ scenario: 'quiet-office', participants, minutes: 2 });
      expect(
        deliveries.filter(({ event }) => event?.event === 'meeting.participant_qos_summary'),
      ).toHaveLength(participants);
    }
  });
});
