import { EventParseError } from '../../errors.js';
import { isObject } from '../../events/conforms.js';
import { decode, parseJson } from '../../events/decode.js';
import { SAMPLE_COLUMNS } from '../../samples/columns.js';
import type { ClientSnapshot, QosSample, SampleIssue } from '../../samples/index.js';
import { type Outcome, type Rejected, rejectedBy } from './outcome.js';
import { faultIn, ISSUE_CHECKS, SAMPLE_CHECKS, SNAPSHOT_CHECKS } from './record-checks.js';

/** The code of an event: whoever gives one gives many, and will hear of it once. */
export const IS_EVENT = 'record_is_event';
/** The code of the head of a CSV file, of which no line can be read. */
export const IS_CSV = 'record_is_csv';

/** What the head of a CSV file begins with, whichever its kind. */
const CSV_START = `${SAMPLE_COLUMNS.slice(0, 4)
  .map(({ name }) => name)
  .join()},`;

/** Reads one sample, snapshot or issue of those that this command line writes. Fields it does not know stay. */
export function readRecord(bytes: Uint8Array): Outcome {
  let record: unknown;
  try {
    record = parseJson(decode(bytes) ?? '');
  } catch (error) {
    if (!(error instanceof EventParseError)) throw error;
    return Buffer.from(bytes).toString().startsWith(CSV_START)
      ? rejected(IS_CSV, 'This is CSV. A report is made of NDJSON or JSON: normalize with --format ndjson.')
      : rejectedBy(error);
  }
  if (!isObject(record)) return malformed('the root');
  if (typeof record.event === 'string' && 'payload' in record)
    return rejected(IS_EVENT, 'These are events: run `zoom-qss normalize` first.');
  switch (record.kind) {
    case 'sample': {
      const fault = faultIn(record, SAMPLE_CHECKS);
      // The checks have proved every field.
      return fault === undefined
        ? row({ kind: 'sample', record: record as unknown as QosSample })
        : malformed(fault);
    }
    case 'snapshot': {
      const fault = faultIn(record, SNAPSHOT_CHECKS);
      // The checks have proved every field that the report rests on.
      const snapshot = record as unknown as ClientSnapshot;
      return fault === undefined ? row({ kind: 'snapshot', record: snapshot }) : malformed(fault);
    }
    case undefined: {
      const fault = faultIn(record, ISSUE_CHECKS);
      // The checks have proved every field.
      const issue = record as unknown as SampleIssue;
      return fault === undefined ? { status: 'read', rows: [], issues: [issue] } : malformed('kind');
    }
    default:
      return malformed('kind');
  }
}

function row(each: Extract<Outcome, { status: 'read' }>['rows'][number]): Outcome {
  return { status: 'read', rows: [each], issues: [] };
}

function malformed(place: string): Rejected {
  return rejected(
    'record_malformed',
    `Neither sample, snapshot nor issue as zoom-qss writes them: look at ${place}.`,
  );
}

function rejected(code: string, reason: string): Rejected {
  return { status: 'rejected', code, reason };
}
