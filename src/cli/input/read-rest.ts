import { EventParseError } from '../../errors.js';
import type { ParticipantQosSummary, SessionUserQosSummary } from '../../generated/rest.js';
import { REST_SHAPES } from '../../generated/rest-shapes.js';
import { type RestContext, type SampleIssue, samplesFromRest } from '../../samples/index.js';
import { isObject } from '../../shapes/conforms.js';
import { decode, parseJson } from '../../shapes/decode.js';
import { readAs, unreadableFields } from '../../shapes/read.js';
import { type Shape, shapeRegistry } from '../../shapes/shape.js';
import { type Outcome, type Row, rejectedBy, type ValueReader } from './outcome.js';

type Participant = ParticipantQosSummary | SessionUserQosSummary;

const shapeOf = shapeRegistry(REST_SHAPES);

/** Creates a reader of REST answers: whole pages, or single participants from them. */
export function createRestReader(context: RestContext): ValueReader {
  const isSession = context.source === 'rest.session';
  const list = isSession ? 'users' : 'participants';
  const pageShape = isSession ? 'SessionUsersQosSummaryPage' : 'ParticipantsQosSummaryPage';
  const participantShape = isSession ? 'SessionUserQosSummary' : 'ParticipantQosSummary';

  return (bytes) => {
    let text: string;
    let value: unknown;
    try {
      text = decode(bytes) ?? '';
      value = parseJson(text);
    } catch (error) {
      if (error instanceof EventParseError) return rejectedBy(error);
      throw error;
    }
    const isPage = isObject(value) && list in value;
    if (!isObject(value) || !(isPage || 'qos' in value)) {
      return rejected(
        'response_malformed',
        `Not a REST answer: expected a page with ${list}, or an item with qos.`,
      );
    }
    // REST_SHAPES holds every name of that type.
    const reading = readAs(value, shapeOf(isPage ? pageShape : participantShape) as Shape, text);
    const [fault] = [...reading.faults, ...unreadableFields(reading)];
    if (fault !== undefined) {
      const place = fault.path.join('.') || 'the root';
      return rejected(
        'response_malformed',
        `Malformed REST answer: expected ${fault.expected} at ${place}, received ${fault.received}.`,
      );
    }
    // readAs proved the shapes, which are generated from the same schemas as the types.
    return isPage
      ? samplesOf((reading.value[list] ?? []) as Participant[], (index) => [list, index])
      : samplesOf([reading.value as Participant], () => []);
  };

  function samplesOf(
    participants: readonly Participant[],
    path: (index: number) => SampleIssue['path'],
  ): Outcome {
    const rows: Row[] = [];
    const issues: SampleIssue[] = [];
    for (const [index, participant] of participants.entries()) {
      const result = samplesFromRest(participant, context);
      for (const record of result.samples) rows.push({ kind: 'sample', record });
      for (const issue of result.issues) issues.push({ ...issue, path: [...path(index), ...issue.path] });
    }
    return { status: 'read', rows, issues };
  }
}

function rejected(code: string, reason: string): Outcome {
  return { status: 'rejected', code, reason };
}
