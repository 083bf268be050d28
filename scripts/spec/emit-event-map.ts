import type { NormalisedDocument } from './normalise.js';

/**
 * Lists of the event names, and interfaces that map each name to its type. At run time the lists are the keys of the shape
 * tables, so that a bundle contains each name once; their types spell the names out.
 */
export function emitEventMap(
  qss: NormalisedDocument,
  videoSdk: NormalisedDocument,
  supplements: ReadonlySet<string>,
): string {
  const names = (document: NormalisedDocument) => Object.keys(document.events);
  const later = names(videoSdk).filter((event) => supplements.has(event)).length;
  const imports = (document: NormalisedDocument, file: string) =>
    `import type {\n${Object.values(document.events)
      .map((name) => `  ${name},\n`)
      .join('')}} from './${file}.js';\n`;
  const map = (doc: string, name: string, document: NormalisedDocument) =>
    `/** ${doc} */\nexport interface ${name} {\n${Object.entries(document.events)
      .map(([event, type]) => `  '${event}': ${type};\n`)
      .join('')}}\n`;
  const list = (doc: string, name: string, shapes: string, document: NormalisedDocument) =>
    `/** ${doc} */\nexport const ${name} = /* @__PURE__ */ Object.keys(${shapes}) as unknown as readonly [\n${names(
      document,
    )
      .map((event) => `  '${event}',\n`)
      .join('')}];\n`;
  return [
    `import { QSS_EVENT_SHAPES, VIDEO_SDK_EVENT_SHAPES } from './event-shapes.js';\n${imports(qss, 'qss')}${imports(videoSdk, 'video-sdk')}`,
    list(`The names of the ${names(qss).length} QSS events.`, 'QSS_EVENT_NAMES', 'QSS_EVENT_SHAPES', qss),
    list(
      `The names of the Video SDK events: ${names(videoSdk).length - later} of Zoom's document and ${later} that Zoom has published since.`,
      'VIDEO_SDK_EVENT_NAMES',
      'VIDEO_SDK_EVENT_SHAPES',
      videoSdk,
    ),
    map('QSS events by name.', 'QssEventMap', qss),
    map('Video SDK events by name.', 'VideoSdkEventMap', videoSdk),
    '/** Every event this library knows, by name: `ZoomEventMap[N]` is the event called `N`. */\nexport interface ZoomEventMap extends QssEventMap, VideoSdkEventMap {}\n',
  ].join('\n');
}
