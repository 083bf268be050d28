import { EventParseError } from '../../errors.js';
import { SAMPLE_COLUMNS } from '../../generated/columns.js';
import { sampleFault, snapshotFault } from '../../generated/record-faults.js';
import type { ClientSnapshot, QosSample, SampleIssue } from '../../samples/index.js';
import { isObject } from '../../shapes/conforms.js';
import { decode, parseJson } from '../../shapes/decode.js';
import { type Outcome, type Rejected, rejectedBy } from './outcome.js';
import { seemsToBe } from './recognize.js';
import { isSampleIssue } from './sample-issue.js';

/** The code of an event. It is reported once an input, since the other values will be events too. */
export const IS_EVENT = 'record_is_event';
/** The code of a CSV file, by its header. */
export const IS_CSV = 'record_is_csv';

const NORMALIZE_ANSWERS = 'run `zoom-qss normalize --source` first';
const ADVICE = {
  envelope: 'run `zoom-qss normalize` first',
  cloudEvent: 'run `zoom-qss normalize` first',
  participants: NORMALIZE_ANSWERS,
  users: NORMALIZE_ANSWERS,
};

/** The first columns of our CSV files, of both kinds. */
const CSV_HEADER = `${SAMPLE_COLUMNS.slice(0, 4)
  .map(({ name }) => name)
  .join()},`;

/** Reads one sample, snapshot or issue that a command wrote. Unknown fields are kept. */
export function readRecord(bytes: Uint8Array): Outcome {
  let record: unknown;
  try {
    record = parseJson(decode(bytes) ?? '');
  } catch (error) {
    if (!(error instanceof EventParseError)) throw error;
    return Buffer.from(bytes).toString().startsWith(CSV_HEADER)
      ? rejected(IS_CSV, 'CSV. A report needs NDJSON or JSON: run normalize with --format ndjson.')
      : rejectedBy(error);
  }
  if (!isObject(record)) return malformed('the root');
  if (typeof record.event === 'string' && 'payload' in record)
    return rejected(IS_EVENT, 'An event, not a sample: run `zoom-qss normalize` first.');
  switch (record.kind) {
    case 'sample': {
      const fault = sampleFault(record);
      // The checks proved every field.
      return fault === undefined
        ? row({ kind: 'sample', record: record as unknown as QosSample })
        : malformed(fault);
    }
    case 'snapshot': {
      const fault = snapshotFault(record);
      // The checks proved every field that the report uses.
      const snapshot = record as unknown as ClientSnapshot;
      return fault === undefined ? row({ kind: 'snapshot', record: snapshot }) : malformed(fault);
    }
    case undefined:
      if (!isSampleIssue(record)) return malformed('kind', seemsToBe(record, ADVICE));
      // The checks proved every field.
      return { status: 'read', rows: [], issues: [record as unknown as SampleIssue] };
    default:
      return malformed('kind');
  }
}

function row(each: Extract<Outcome, { status: 'read' }>['rows'][number]): Outcome {
  return { status: 'read', rows: [each], issues: [] };
}

function malformed(field: string, hint = ''): Rejected {
  return rejected(
    'record_malformed',
    `Not a sample, snapshot or issue of zoom-qss: ${field} is wrong.${hint}`,
  );
}

function rejected(code: string, reason: string): Rejected {
  return { status: 'rejected', code, reason };
}
