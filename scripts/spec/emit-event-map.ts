import type { NormalisedDocument } from './normalise.js';

/** The events by name: lists of the names, and interfaces that map each to its type. */
export function emitEventMap(qss: NormalisedDocument, videoSdk: NormalisedDocument): string {
  const names = (document: NormalisedDocument) => Object.keys(document.events);
  const imports = (document: NormalisedDocument, file: string) =>
    `import type {\n${Object.values(document.events)
      .map((name) => `  ${name},\n`)
      .join('')}} from './${file}.js';\n`;
  const map = (doc: string, name: string, document: NormalisedDocument) =>
    `/** ${doc} */\nexport interface ${name} {\n${Object.entries(document.events)
      .map(([event, type]) => `  '${event}': ${type};\n`)
      .join('')}}\n`;
  const list = (doc: string, name: string, document: NormalisedDocument) =>
    `/** ${doc} */\nexport const ${name} = [\n${names(document)
      .map((event) => `  '${event}',\n`)
      .join('')}] as const;\n`;
  return [
    imports(qss, 'qss') + imports(videoSdk, 'video-sdk'),
    list(`The names of the ${names(qss).length} QSS events.`, 'QSS_EVENT_NAMES', qss),
    list(`The names of the ${names(videoSdk).length} Video SDK events.`, 'VIDEO_SDK_EVENT_NAMES', videoSdk),
    map('QSS events by name.', 'QssEventMap', qss),
    map('Video SDK events by name.', 'VideoSdkEventMap', videoSdk),
    '/** Every event this library knows, by name: `ZoomEventMap[N]` is the event called `N`. */\nexport interface ZoomEventMap extends QssEventMap, VideoSdkEventMap {}\n',
  ].join('\n');
}
