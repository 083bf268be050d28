import type { Glossary } from '../spec/describe.js';
import type { NormalisedDocument } from '../spec/normalise.js';
import { code, NOTE, table } from './markdown.js';

/** Events: the name on the wire, the interface, and when Zoom sends it. */
export function eventTable({ events }: Pick<NormalisedDocument, 'events'>, glossary: Glossary): string {
  const rows = Object.entries(events).map(([event, type]) => [
    code(event),
    code(type),
    // Describing the document has proved that every event has its sentence.
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

The part of a name before the dot is the product: \`meeting\`, \`webinar\`, \`session\` (Video SDK) or \`phone\`. Every type is
exported from \`zoom-qss\`; \`ZoomEventMap['meeting.participant_qos']\` gives it by the event's name.

## Quality of Service Subscription: ${count(qss)} events

${eventTable(qss, glossary)}
## Video SDK: ${count(documented)} events

${eventTable(documented, glossary)}
## Video SDK, published since: ${count(later)} events

Zoom has published these events since the document that the others are generated from. Their types follow Zoom's pages, and
most members are optional.

${eventTable(later, glossary)}
Zoom adds events. An event that is not listed here is an \`UnknownEvent\`; \`isKnownEvent\` returns false for it.
`;
}
