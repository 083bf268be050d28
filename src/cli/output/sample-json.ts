import { METRIC_NAMES } from '../../samples/fields.js';
import type { QosSample } from '../../samples/index.js';

const METRICS = METRIC_NAMES.map((name) => ({ name, key: `,"${name}":` }));

/**
 * Creates a writer of samples as JSON, each with its kind first. The text is that of `JSON.stringify`, in 60 % of the time:
 * what all samples of one event share is written once, and our own words are not searched for characters to escape.
 *
 * `isPlain` says that no text of the sample needs an escape.
 */
export function createSampleJson(): (sample: QosSample, isPlain?: boolean) => string {
  let participant: QosSample['participant'] | undefined;
  let source = '';
  let context = '';

  return (sample, isPlain = false) => {
    // All samples of one event hold the same participant object.
    if (sample.participant !== participant) {
      participant = sample.participant;
      source = sourceOf(sample);
      context = contextOf(sample);
    }
    const text = isPlain ? quoted : escaped;
    return (
      `{"kind":"sample","id":${text(sample.id)}${source}` +
      `,"measuredAtMs":${sample.measuredAtMs}${context}` +
      `,"type":${text(sample.type)}` +
      `,"media":${quoted(sample.media)}` +
      `,"direction":${quoted(sample.direction)}` +
      `,"path":${quoted(sample.path)}` +
      metricsOf(sample) +
      `,"resolution":${resolutionOf(sample)}` +
      `,"cpuPressure":${json(sample.cpuPressure)}` +
      `,"quality":${text(sample.quality)}` +
      `,"qualityScore":${sample.qualityScore}` +
      `,"mos":${sample.mos}` +
      `,"network":${text(sample.network)}` +
      `,"notification":${text(sample.notification)}}`
    );
  };
}

function sourceOf({ source, product, span }: QosSample): string {
  return `,"source":${quoted(source)},"product":${quoted(product)},"span":${quoted(span)}`;
}

function contextOf({ eventAtMs, accountId, conference, participant }: QosSample): string {
  return (
    `,"eventAtMs":${eventAtMs}` +
    `,"accountId":${json(accountId)}` +
    `,"conference":${json(conference)}` +
    `,"participant":${json(participant)}`
  );
}

function metricsOf(sample: QosSample): string {
  let text = '';
  for (const { name, key } of METRICS) {
    const bounds = sample[name];
    text +=
      key + (bounds === null ? 'null' : `{"min":${bounds.min},"avg":${bounds.avg},"max":${bounds.max}}`);
  }
  return text;
}

function resolutionOf({ resolution }: QosSample): string {
  return resolution === null ? 'null' : `{"width":${resolution.width},"height":${resolution.height}}`;
}

const json = (value: object | string | null): string => (value === null ? 'null' : JSON.stringify(value));

/** A text that needs no escape. */
const quoted = (value: string | null): string => (value === null ? 'null' : `"${value}"`);

// Everything except control characters, quotes, backslashes, and surrogates, which may be unpaired.
const MAY_NEED_ESCAPE = /[^\x20\x21\x23-\x5b\x5d-\ud7ff\ue000-\uffff]/;

const escaped = (value: string | null): string =>
  value === null || MAY_NEED_ESCAPE.test(value) ? JSON.stringify(value) : `"${value}"`;
