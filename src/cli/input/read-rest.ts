import { EventParseError, RestTransportError } from '../../errors.js';
import { readPage } from '../../rest/read-page.js';
import type { RestContext } from '../../samples/index.js';
import { isLostItem } from '../../samples/repair-issues.js';
import { isObject } from '../../shapes/conforms.js';
import { decode, parseJson } from '../../shapes/decode.js';
import { type Outcome, rejectedBy, type ValueReader } from './outcome.js';
import { createPageReader, listNameOf, type RestItem } from './read-rows.js';
import { recognize, seemsToBe } from './recognize.js';
import { lossesOmitted } from './repair-issues.js';

/** Creates a reader of REST answers: whole pages, or single items from them, all of one list and in its order. */
export function createRestReader(context: RestContext): ValueReader {
  const list = listNameOf(context);
  const readItems = createPageReader(context);
  const removeOptions = 'remove --source and --conference';
  const advice = {
    event: removeOptions,
    envelope: removeOptions,
    cloudEvent: removeOptions,
    participants: 'give --source rest.meeting or rest.webinar',
    users: 'give --source rest.session',
    dashboard: 'zoom-qss reads the lists qos_summary only',
    callLog: 'zoom-qss reads the lists qos_summary only',
  };

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
    if (isObject(value)) {
      const isItem = 'qos' in value;
      if (recognize(value) === list) return readAnswer(value, text);
      // An item is read as a page of one.
      if (isItem && !(list in value)) return readAnswer({ [list]: [value] }, `{"${list}":[${text}]}`, 2);
    }
    const expected = `Not a REST answer: expected a page with ${list}, or an item with qos.`;
    return rejected(expected + seemsToBe(value, advice));
  };

  /** @param depth how many keys lead to the value that was given */
  function readAnswer(value: Record<string, unknown>, text: string, depth = 0): Outcome {
    try {
      const repaired = readPage({ value, text }, list);
      // readPage has brought the page to the shape that is generated from the type's schema.
      const { rows, issues } = readItems(repaired.value[list] as RestItem[], repaired);
      // The first issue may be of an unknown field, whose name is payload.
      const lost = rows.length === 0 ? issues.find(isLostItem) : undefined;
      if (lost !== undefined)
        return rejected(
          `Nothing in it can be read: expected ${lost.expected} at ${lost.path.slice(depth).join('.')}.`,
        );
      return {
        status: 'read',
        rows,
        issues: depth === 0 ? issues : issues.map((issue) => ({ ...issue, path: issue.path.slice(depth) })),
        omitted: lossesOmitted(repaired),
      };
    } catch (error) {
      if (error instanceof RestTransportError) return rejected(error.message);
      throw error;
    }
  }
}

function rejected(reason: string): Outcome {
  return { status: 'rejected', code: 'response_malformed', reason };
}
