import type { Glossary } from '../spec/describe.js';
import type { NormalisedDocument } from '../spec/normalise.js';
import { code, NOTE, table } from './markdown.js';

/** A table of a document's events: name, type, and when Zoom sends it. */
export function eventTable({ events }: Pick<NormalisedDocument, 'events'>, glossary: Glossary): string {
  const rows = Object.entries(events).map(([event, type]) => [
    code(event),
    code(type),
    // `describe` has thrown if an event has no sentence.
    glossary.events[event] as string,
  ]);
  return table(['event', 'type', 'meaning'], rows);
}

/** docs/events.md. */
export function eventPage(
  qss: NormalisedDocument,
  videoSdk: NormalisedDocument,
  supplements: ReadonlySet<string>,
  glossary: Glossary,
): string {
  const count = ({ events }: Pick<NormalisedDocument, 'events'>) => Object.keys(events).length;
  const entries = Object.entries(videoSdk.events);
  const documented = { events: Object.fromEntries(entries.filter(([event]) => !supplements.has(event))) };
  const later = { events: Object.fromEntries(entries.filter(([event]) => supplements.has(event))) };
  return `${NOTE}# Events

An event's name starts with its product: \`meeting\`, \`webinar\`, \`session\` (Video SDK) or \`phone\`. \`zoom-qss\` exports
every type; \`ZoomEventMap['meeting.participant_qos']\` looks one up by the event's name.

\`parseEvent\` returns the event; \`safeParseEvent\` also reports what could not be read. [samples.md](samples.md) says
which to use.

## Quality of Service Subscription: ${count(qss)} events

${eventTable(qss, glossary)}
## Video SDK: ${count(documented)} events

${eventTable(documented, glossary)}
## Newer Video SDK events: ${count(later)}

Zoom's OpenAPI document lacks these events. Their types follow Zoom's web pages; most fields are optional.

${eventTable(later, glossary)}
Zoom adds events. An event that is not listed here is an \`UnknownEvent\`; \`isKnownEvent\` returns false for it.
`;
}
