import { emplace } from '../../../quality/emplace.js';
import { ordinalOf } from '../../../quality/item.js';
import { LABELS, RAW } from '../../../report/client-labels.js';
import type { IssueGroup } from '../../../report/data.js';
import { IssueCounter } from '../../../report/index.js';
import type { ReportSnapshot } from '../../../report/records.js';
import { SAMPLE_CONTEXT } from '../../../samples/fields.js';
import type { ClientSnapshot, Conference, Participant, Product, QosSample } from '../../../samples/index.js';
import type { FramedValue } from '../../input/framed-value.js';
import type { Input } from '../../input/inputs.js';
import { IS_CSV, IS_EVENT } from '../../input/read-record.js';
import { rejectLine } from '../../output/reject-line.js';
import { DigestList } from './digests.js';
import { type SampleKind, SampleKinds } from './sample-kinds.js';
import { headOf, packNumbers } from './sample-numbers.js';

/** What some consecutive values of an input say, in a form that takes little memory and is cheap to pass to another thread. */
export interface RecordBatch {
  /** Who and where, each as different records say it. */
  readonly people: readonly string[];
  readonly kinds: readonly SampleKind[];
  /** For each sample its index in `people`, its head, which holds the index of its kind and bits, and its numbers. */
  readonly samples: Float64Array<ArrayBuffer>;
  readonly snapshots: readonly PlacedSnapshot[];
  /** Digests of the ids of the records, in their order. */
  readonly digests: Uint32Array<ArrayBuffer>;
  readonly issues: readonly IssueGroup[];
  readonly rejected: number;
  /** Those that can be shown. */
  readonly rejects: readonly RejectedValue[];
  /** Whether the rest of the input is of no use. */
  readonly endsInput: boolean;
}

/** A snapshot, and when it came. */
export interface PlacedSnapshot {
  readonly person: number;
  /** How long the batch's `samples` were. */
  readonly at: number;
  readonly snapshot: ReportSnapshot;
}

/** Who and where, as one or more records say it. */
export interface Person {
  readonly product: Product;
  readonly accountId: string | null;
  readonly conference: Conference;
  readonly participant: Participant;
}

export interface RejectedValue {
  /** That names it. */
  readonly line: string;
  /** Of which one is shown for each input, since the others will be events too. */
  readonly isEvent: boolean;
}

export interface RecordBatcher {
  add(input: Pick<Input, 'name'>, value: FramedValue): void;
  /** How many records the batch has. */
  readonly size: number;
  /** Whether the rest of the input is of no use: of a CSV file every line would be rejected for the same reason. */
  readonly endsInput: boolean;
  /** Ends the batch, and begins the next. */
  take(): RecordBatch;
}

/** How many rejected values are named on standard error. */
export const MAX_REJECT_LINES = 20;

/** Creates a batcher. Batches one after another say the same, however the values are divided among them. */
export function createRecordBatcher(): RecordBatcher {
  let people = createPeople();
  let kinds = new SampleKinds();
  let numbers: number[] = [];
  const digests = new DigestList();
  let samples = 0;
  let snapshots: PlacedSnapshot[] = [];
  let issues = new IssueCounter();
  let rejects: RejectedValue[] = [];
  let rejected = 0;
  let endsInput = false;

  const addSample = (sample: QosSample): void => {
    const at = numbers.push(people.indexOf(sample), 0) - 1;
    const bits = packNumbers({ ordinal: ordinalOf(sample.id), sample }, numbers);
    numbers[at] = headOf(kinds.indexOf(sample), bits);
    digests.add(sample.id);
    samples += 1;
  };
  const addSnapshot = (record: ClientSnapshot): void => {
    const person = people.indexOf(record);
    snapshots.push({ person, at: numbers.length, snapshot: reportSnapshotOf(record) });
    digests.add(record.id);
  };

  return {
    add(input, value) {
      const { outcome } = value;
      if (outcome.status === 'rejected') {
        rejected += 1;
        endsInput ||= outcome.code === IS_CSV;
        const isEvent = outcome.code === IS_EVENT;
        const isShown = isEvent ? !rejects.some((each) => each.isEvent) : rejects.length <= MAX_REJECT_LINES;
        if (isShown) rejects.push({ line: rejectLine(input, value, outcome), isEvent });
      }
      if (outcome.status !== 'read') return;
      for (const issue of outcome.issues) issues.add(issue);
      for (const row of outcome.rows) {
        if (row.kind === 'sample') addSample(row.record);
        else addSnapshot(row.record);
      }
    },
    get size() {
      return samples + snapshots.length;
    },
    get endsInput() {
      return endsInput;
    },
    take() {
      const batch = {
        people: people.list,
        kinds: kinds.list,
        samples: Float64Array.from(numbers),
        snapshots,
        digests: digests.take(),
        issues: issues.groups(),
        rejected,
        rejects,
        endsInput,
      };
      people = createPeople();
      kinds = new SampleKinds();
      numbers = [];
      samples = 0;
      snapshots = [];
      issues = new IssueCounter();
      rejects = [];
      rejected = 0;
      endsInput = false;
      return batch;
    },
  };
}

const SNAPSHOT_FIELDS = ['id', 'eventAtMs', ...Object.keys(LABELS), ...Object.values(RAW)];

function reportSnapshotOf(record: ClientSnapshot): ReportSnapshot {
  // The fields of such a snapshot.
  return pick(record, SNAPSHOT_FIELDS) as unknown as ReportSnapshot;
}

const CONFERENCE_FIELDS = Object.keys(SAMPLE_CONTEXT.conference.cells);
const PARTICIPANT_FIELDS = Object.keys(SAMPLE_CONTEXT.participant.cells);

/** Some fields of an object, in their order. A file may have others there, nested too deep to be passed to another thread. */
function pick(from: object, names: readonly string[]): Record<string, unknown> {
  const fields = from as Readonly<Record<string, unknown>>;
  return Object.fromEntries(names.map((name) => [name, fields[name]]));
}

/** Numbers different people. */
function createPeople() {
  const list: string[] = [];
  const indexes = new Map<string, number>();
  let last: { readonly person: Person; readonly index: number } | undefined;
  return {
    list,
    indexOf({ product, accountId, conference, participant }: Person): number {
      const before = last?.person;
      // Samples of one event follow one another.
      const isSame =
        before?.product === product &&
        before.accountId === accountId &&
        isAlike(before.conference, conference) &&
        isAlike(before.participant, participant);
      if (last !== undefined && isSame) return last.index;
      const json = JSON.stringify({
        product,
        accountId,
        conference: pick(conference, CONFERENCE_FIELDS),
        participant: pick(participant, PARTICIPANT_FIELDS),
      });
      const index = emplace(indexes, json, () => list.push(json) - 1);
      last = { person: { product, accountId, conference, participant }, index };
      return index;
    },
  };
}

/** Whether two objects have the same fields with the same values. A file may give them fields of its own. */
function isAlike<T extends object>(a: T, b: T): boolean {
  let more = 0;
  for (const name in a) {
    if (a[name] !== b[name]) return false;
    more += 1;
  }
  for (const _ in b) more -= 1;
  return more === 0;
}
