import { EventParseError } from '../../errors.js';
import type { ParticipantQosSummary, SessionUserQosSummary } from '../../generated/rest.js';
import { REST_SHAPES } from '../../generated/rest-shapes.js';
import { type RestContext, type SampleIssue, samplesFromRest } from '../../samples/index.js';
import { isObject } from '../../shapes/conforms.js';
import { decode, parseJson } from '../../shapes/decode.js';
import { readAs, unreadableFields } from '../../shapes/read.js';
import { type Shape, shapeRegistry } from '../../shapes/shape.js';
import { type Outcome, type Read, type Row, rejectedBy } from './outcome.js';

type Person = ParticipantQosSummary | SessionUserQosSummary;

const shapeOf = shapeRegistry(REST_SHAPES);

/** A reader of REST answers: whole pages, or people taken from them. */
export function createRestReader(context: RestContext): Read {
  const isSession = context.source === 'rest.session';
  const list = isSession ? 'users' : 'participants';
  const pageShape = isSession ? 'SessionUsersQosSummaryPage' : 'ParticipantsQosSummaryPage';
  const personShape = isSession ? 'SessionUserQosSummary' : 'ParticipantQosSummary';

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
      return rejected('response_malformed', `Expected an answer with ${list}, or one of them with qos.`);
    }
    // REST_SHAPES holds every name of that type.
    const reading = readAs(value, shapeOf(isPage ? pageShape : personShape) as Shape, text);
    const [fault] = [...reading.faults, ...unreadableFields(reading)];
    if (fault !== undefined) {
      const place = fault.path.join('.') || 'the root';
      return rejected(
        'response_malformed',
        `Malformed answer: at ${place} expected ${fault.expected}, received ${fault.received}.`,
      );
    }
    // The shapes are generated from the same schemas as the types, and readAs has proved them.
    return isPage
      ? samplesOf((reading.value[list] ?? []) as Person[], (index) => [list, index])
      : samplesOf([reading.value as Person], () => []);
  };

  function samplesOf(people: readonly Person[], path: (index: number) => SampleIssue['path']): Outcome {
    const rows: Row[] = [];
    const issues: SampleIssue[] = [];
    for (const [index, person] of people.entries()) {
      const result = samplesFromRest(person, context);
      for (const record of result.samples) rows.push({ kind: 'sample', record });
      for (const issue of result.issues) issues.push({ ...issue, path: [...path(index), ...issue.path] });
    }
    return { status: 'read', rows, issues };
  }
}

function rejected(code: string, reason: string): Outcome {
  return { status: 'rejected', code, reason };
}
