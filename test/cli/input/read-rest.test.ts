import { expect, it } from 'vitest';
import { createRestReader } from '../../../src/cli/input/read-rest.js';

it('says of a page of which nothing can be read what it lacks, and shows no name of a field that nobody knows', () => {
  const read = createRestReader({ source: 'rest.meeting', conference: { id: '1' } });
  const page = { participants: [{ id: 'x', 'a private name': [] }] };
  expect(read(Buffer.from(JSON.stringify(page)))).toEqual({
    status: 'rejected',
    code: 'response_malformed',
    reason: 'Nothing in it can be read: expected a list at participants.0.qos.',
  });
});
