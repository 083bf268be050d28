import type { Glossary } from '../spec/describe.js';
import type { NormalisedDocument } from '../spec/normalise.js';
import { code, NOTE, table } from './markdown.js';

/** The events of a document: the name on the wire, the interface, and when Zoom sends it. */
export function eventTable({ events }: NormalisedDocument, glossary: Glossary): string {
  const rows = Object.entries(events).map(([event, type]) => [
    code(event),
    code(type),
    // Describing the document has proved that every event has its sentence.
    glossary.events[event] as string,
  ]);
  return table(['event', 'type', 'meaning'], rows);
}

/** docs/events.md. */
export function eventPage(qss: NormalisedDocument, videoSdk: NormalisedDocument, glossary: Glossary): string {
  const count = ({ events }: NormalisedDocument) => Object.keys(events).length;
  return `${NOTE}# Events

The part of a name before the dot is the product: \`meeting\`, \`webinar\`, \`session\` (Video SDK) or \`phone\`. Every type is
exported from \`zoom-qss\`; \`ZoomEventMap['meeting.participant_qos']\` gives it by the event's name.

## Quality of Service Subscription: ${count(qss)} events

${eventTable(qss, glossary)}
## Video SDK: ${count(videoSdk)} events

${eventTable(videoSdk, glossary)}
Zoom adds events. One that is not listed here is an \`UnknownEvent\`, which \`isKnownEvent\` tells from the others.
`;
}
