import { emplace } from '../../../quality/emplace.js';
import { ordinalOf } from '../../../quality/item.js';
import { LABELS, RAW } from '../../../report/client-labels.js';
import type { IssueGroup } from '../../../report/data.js';
import { IssueCounter } from '../../../report/index.js';
import type { ReportSnapshot } from '../../../report/records.js';
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
  readonly snapshots: readonly { readonly person: number; readonly snapshot: ReportSnapshot }[];
  /** Digests of the ids of the samples, and then of the snapshots. */
  readonly digests: Uint32Array<ArrayBuffer>;
  readonly issues: readonly IssueGroup[];
  readonly rejected: number;
  /** Those that can be shown. */
  readonly rejects: readonly RejectedValue[];
  /** Whether the rest of the input is of no use. */
  readonly endsInput: boolean;
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
  let size = 0;
  let snapshots: { person: number; snapshot: ReportSnapshot }[] = [];
  let issues = new IssueCounter();
  let rejects: RejectedValue[] = [];
  let rejected = 0;
  let endsInput = false;

  const addSample = (sample: QosSample): void => {
    const at = numbers.push(people.indexOf(sample), 0) - 1;
    const bits = packNumbers({ ordinal: ordinalOf(sample.id), sample }, numbers);
    numbers[at] = headOf(kinds.indexOf(sample), bits);
    digests.add(sample.id);
    size += 1;
  };
  const addSnapshot = (record: ClientSnapshot): void => {
    snapshots.push({ person: people.indexOf(record), snapshot: reportSnapshotOf(record) });
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
      return size + snapshots.length;
    },
    get endsInput() {
      return endsInput;
    },
    take() {
      for (const { snapshot } of snapshots) digests.add(snapshot.id);
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
      size = 0;
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
  const fields: Readonly<Record<string, unknown>> = { ...record };
  // The fields of such a snapshot.
  return Object.fromEntries(SNAPSHOT_FIELDS.map((name) => [name, fields[name]])) as ReportSnapshot;
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
      const person = { product, accountId, conference, participant };
      const json = JSON.stringify(person);
      const index = emplace(indexes, json, () => list.push(json) - 1);
      last = { person, index };
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
