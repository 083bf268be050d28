import type { Glossary } from '../spec/describe.js';
import type { NormalisedDocument } from '../spec/normalise.js';
import { code, NOTE, table } from './markdown.js';

/** A table of a document's events: name, type, and when Zoom sends it. */
export function eventTable({ events }: NormalisedDocument, glossary: Glossary): string {
  const rows = Object.entries(events).map(([event, type]) => [
    code(event),
    code(type),
    // `describe` has thrown if an event has no sentence.
    glossary.events[event] as string,
  ]);
  return table(['event', 'type', 'meaning'], rows);
}

/** docs/events.md. */
export function eventPage(qss: NormalisedDocument, videoSdk: NormalisedDocument, glossary: Glossary): string {
  const count = ({ events }: NormalisedDocument) => Object.keys(events).length;
  return `${NOTE}# Events

An event's name starts with its product: \`meeting\`, \`webinar\`, \`session\` (Video SDK) or \`phone\`. \`zoom-qss\` exports every type;
\`ZoomEventMap['meeting.participant_qos']\` looks one up by the event's name.

## Quality of Service Subscription: ${count(qss)} events

${eventTable(qss, glossary)}
## Video SDK: ${count(videoSdk)} events

${eventTable(videoSdk, glossary)}
Zoom adds events. An event that is not listed here is an \`UnknownEvent\`; \`isKnownEvent\` returns false for it.
`;
}
