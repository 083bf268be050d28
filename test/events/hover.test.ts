import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const file = `${root}test/hover.ts`;

const CODE = `import { isEvent, isKnownEvent, isQosEvent, parseEvent } from '${root}src/index.js';
declare const body: string;
const event = parseEvent(body);
[/*parsed*/event];
if (isEvent(event, 'meeting.participant_qos')) {
  [/*named*/event];
  event.payload.object.participant./*list*/qos[0]?.details./*value*/bitrate;
}
if (isQosEvent(event)) [/*family*/event];
if (isKnownEvent(event)) switch (event.event) {
  case 'session.user_left': [/*switched*/event];
}
`;

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
  types: [],
  strict: true,
};

const service = ts.createLanguageService({
  getCompilationSettings: () => options,
  getCurrentDirectory: () => root,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  getScriptFileNames: () => [file],
  getScriptVersion: () => '1',
  getScriptSnapshot: (name) => {
    const content = name === file ? CODE : ts.sys.readFile(name);
    return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
  },
  fileExists: ts.sys.fileExists,
  readFile: ts.sys.readFile,
  directoryExists: ts.sys.directoryExists,
});

/** What an editor shows over the name behind a mark. */
function hover(mark: string): { type: string; documentation: string } {
  const info = service.getQuickInfoAtPosition(file, CODE.indexOf(`/*${mark}*/`) + mark.length + 4);
  return {
    type: ts.displayPartsToString(info?.displayParts),
    documentation: ts.displayPartsToString(info?.documentation),
  };
}

describe('hovering', () => {
  it.each([
    ['parsed', 'ZoomEvent | UnknownEvent'],
    ['named', 'MeetingParticipantQosEvent'],
    ['switched', 'SessionUserLeftEvent'],
    ['family', 'QosEvent'],
  ])('over an event (%s) shows the name of its type', (mark, type) => {
    expect(service.getSemanticDiagnostics(file)).toEqual([]);
    expect(hover(mark).type).toBe(`const event: ${type}`);
  });

  it('over a field shows the name of its type, and its meaning with its unit', () => {
    expect(hover('list').type).toBe('(property) QosParticipant.qos: QosItem[]');
    expect(hover('value').type).toBe('(property) QosDetails.bitrate?: string | undefined');
    expect(hover('value').documentation).toMatch(/^Bitrate .*Unit: kbps\./);
  });
});
