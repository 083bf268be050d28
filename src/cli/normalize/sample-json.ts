import { METRIC_NAMES } from '../../samples/detail-fields.js';
import type { QosSample } from '../../samples/index.js';

const METRICS = METRIC_NAMES.map((name) => ({ name, label: `,"${name}":`, blank: `,"${name}":null` }));

/**
 * Writes samples as JSON, each with its kind before it; the same text as JSON.stringify's. It takes a quarter less time,
 * which is the most that normalizing takes: what all samples of a participant say of the event is put into text once, and
 * words of our own are not searched for characters to escape.
 */
export function createSampleJson(): (sample: QosSample) => string {
  let participant: QosSample['participant'] | undefined;
  let beforeTime = '';
  let afterTime = '';

  return (sample) => {
    // One object stands for the participant in all samples of one event.
    if (sample.participant !== participant) {
      participant = sample.participant;
      beforeTime = `,"source":"${sample.source}","product":"${sample.product}","window":"${sample.window}"`;
      afterTime = `,"eventAtMs":${sample.eventAtMs},"accountId":${json(sample.accountId)},"conference":${json(sample.conference)},"participant":${json(participant)}`;
    }
    let text = `{"kind":"sample","id":${quoted(sample.id)}${beforeTime},"measuredAtMs":${sample.measuredAtMs}${afterTime},"type":${quoted(sample.type)},"media":${word(sample.media)},"direction":${word(sample.direction)},"path":${word(sample.path)}`;
    for (const { name, label, blank } of METRICS) {
      const bounds = sample[name];
      text +=
        bounds === null ? blank : `${label}{"min":${bounds.min},"avg":${bounds.avg},"max":${bounds.max}}`;
    }
    return `${text},"resolution":${json(sample.resolution)},"cpuPressure":${json(sample.cpuPressure)},"quality":${quoted(sample.quality)},"qualityScore":${sample.qualityScore},"mos":${sample.mos},"network":${quoted(sample.network)},"notification":${quoted(sample.notification)}}`;
  };
}

const json = (value: object | string | null): string => (value === null ? 'null' : JSON.stringify(value));

const word = (value: string | null): string => (value === null ? 'null' : `"${value}"`);

// All but control characters, quotes, backslashes, and surrogates, which may be halves of pairs.
const MAY_NEED_ESCAPE = /[^\x20\x21\x23-\x5b\x5d-\ud7ff\ue000-\uffff]/;

const quoted = (value: string | null): string =>
  value === null || MAY_NEED_ESCAPE.test(value) ? JSON.stringify(value) : `"${value}"`;
