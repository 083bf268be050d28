import { requireObject, requireOptions, unknownMember } from '../errors/require.js';
import { ArgumentError, type Path } from '../errors.js';
import type { ParticipantQosSummary, SessionUserQosSummary } from '../generated/rest.js';
import { isObject } from '../shapes/conforms.js';
import { textOf } from '../shapes/scalars.js';
import type { Conference, Participant, Product, RestSource } from './context.js';
import { personPart } from './identity.js';
import { IssueList } from './issue.js';
import { Ordinals } from './ordinals.js';
import { type Participation, type QosEntry, readConference, readParticipant } from './participation.js';
import type { SampleResult } from './sample.js';
import { idOfOwner, samplesOf } from './samples.js';
import { isUnstorable, present } from './text.js';
import { isTime } from './time.js';

/** What the rows of a REST list do not say themselves. */
export interface RestContext {
  /** The list the rows come from. */
  readonly source: RestSource;
  /**
   * The conference that was asked for: `uuid` for one instance, or `id` for a meeting or webinar number, which instances share,
   * so that ids of samples are then unique within one instance only; and when it began and ended, if you know.
   */
  readonly conference: { readonly [K in keyof Conference]?: Conference[K] | undefined };
  /**
   * The account, as in the `account_id` of events. Rows do not have it, and it is part of every key: without it an event and a
   * row of one participant have different keys.
   */
  readonly accountId?: string | null | undefined;
}

/** What a single row does not say itself. */
export interface RestRowContext extends RestContext {
  /** How many rows of the same identity came before it in its list. 0 by default; `restSamples` counts for you. */
  readonly ordinal?: number | undefined;
}

/** A participant of a REST QoS summary list. Rows of the Dashboard's lists have `user_qos`, and are others. */
export type RestRow = (ParticipantQosSummary | SessionUserQosSummary) & { readonly user_qos?: undefined };

/**
 * Returns a function that turns the rows of one REST QoS summary list into samples of the same form as an event's. Give it the
 * rows of all pages, in order: it numbers people with the same identity, such as guests without an id, so that each has ids of
 * their own. Reading the list again, with a new function, gives the same ids; if Zoom returns indistinguishable guests in
 * another order, their ids swap.
 *
 * @throws {ArgumentError} `argument_invalid`, for an unusable context, or by the function a row that is no object
 * @example
 * const toSamples = restSamples({ source: 'rest.meeting', conference: { uuid }, accountId })
 * for await (const participant of zoom.meetingParticipants(uuid)) await store(toSamples(participant).samples)
 */
export function restSamples(context: RestContext): (row: RestRow) => SampleResult {
  checkContext(context, 'restSamples', CONTEXT);
  const ordinals = new Ordinals();
  return (row) => readRow(row, context, (person) => ordinals.next(personPart(person)));
}

/**
 * Turns one row of a REST QoS summary list into samples. For a whole list use `restSamples`, which counts the ordinals.
 *
 * In sessions `userId` is the app's own `user_key`, as in events, and `zoomUserId` is the row's `id`. A row has no time of its
 * own; when the conference began and ended can be given with the context.
 *
 * @throws {ArgumentError} `argument_invalid`, for an unusable context, or a row that is no object
 * @example
 * const { samples } = samplesFromRest(participant, { source: 'rest.meeting', conference: { uuid }, accountId })
 */
export function samplesFromRest(row: RestRow, context: RestRowContext): SampleResult {
  checkContext(context, 'samplesFromRest', ROW_CONTEXT);
  const { ordinal = 0 } = context;
  if (!Number.isSafeInteger(ordinal) || ordinal < 0)
    throw new ArgumentError('ordinal', 'a whole number of at least 0');
  return readRow(row, context, () => ordinal);
}

const CONTEXT = { source: 0, conference: 0, accountId: 0 } as const;
const ROW_CONTEXT = { ...CONTEXT, ordinal: 0 } as const;

const CONFERENCE: readonly (keyof Conference)[] = ['uuid', 'id', 'name', 'startAtMs', 'endAtMs'];

const SOURCES: readonly RestSource[] = ['rest.meeting', 'rest.webinar', 'rest.session'];

/** @throws {ArgumentError} `argument_invalid`, for what would give a wrong id: every sample's id rests on the context */
function checkContext<T extends RestContext>(
  context: T,
  owner: string,
  known: Readonly<Record<keyof T, unknown>>,
): void {
  requireObject('context', context, 'an object with source and conference');
  requireOptions(context, owner, known);
  const { source, conference, accountId } = context;
  if (!SOURCES.includes(source)) throw new ArgumentError('source', `one of ${SOURCES.join(', ')}`);
  requireObject('conference', conference, 'an object, such as { uuid }');
  const unknown = unknownMember(conference, CONFERENCE);
  if (unknown !== undefined)
    throw new ArgumentError(`conference.${unknown}`, `one of ${CONFERENCE.join(', ')}`);
  const texts = { accountId, 'conference.uuid': conference.uuid, 'conference.id': conference.id };
  for (const [name, value] of Object.entries({ ...texts, 'conference.name': conference.name }))
    if (typeof (value ?? '') !== 'string') throw new ArgumentError(name, 'a string or null');
  // Otherwise samples of different conferences would get one id, and the last would replace the others.
  const { uuid, id, name } = conference;
  if (![uuid, id, name].some((text) => present(text, { hasCleaned: false })))
    throw new ArgumentError('conference', 'an object with a uuid, an id or a name that is set');
  for (const name of ['startAtMs', 'endAtMs'] as const) {
    if (!isTime(conference[name] ?? 0))
      throw new ArgumentError(`conference.${name}`, 'milliseconds since the epoch, a whole number, or null');
  }
}

function readRow(
  row: RestRow,
  { source, conference, accountId }: RestContext,
  ordinalOf: (person: Participant) => number,
): SampleResult {
  if (!isObject(row)) throw new ArgumentError('row', 'a participant of a REST QoS summary list');
  const issues = new IssueList();
  const person = readPerson(row, source === 'rest.session' ? SESSION_USER : PARTICIPANT, issues);
  const participant = { ...person, ordinal: ordinalOf(person) };
  const origin = {
    source,
    // Every name ends with its product: 'rest.meeting'.
    product: source.slice(source.indexOf('.') + 1) as Product,
    span: 'summary',
    eventAtMs: null,
    accountId: present(accountId, issues),
  } as const;
  const where = readConference(conference, issues, conference.startAtMs ?? null, conference.endAtMs ?? null);
  issues.identify(idOfOwner({ ...origin, conference: where, participant }));
  const { items, places } = readItems(row.qos, issues);
  const participation: Participation<QosEntry> = {
    conference: where,
    participant,
    items,
    path: (index) => ['qos', places[index] ?? index],
  };
  return { samples: samplesOf(origin, [participation], issues), issues: issues.all };
}

/** The field of a row that holds each text of a participant. */
type PersonFields = Partial<Record<'id' | 'userId' | 'zoomUserId' | 'name' | 'email', string>>;

const PARTICIPANT: PersonFields = { id: 'participant_id', userId: 'id', name: 'user_name', email: 'email' };
const SESSION_USER: PersonFields = { userId: 'user_key', zoomUserId: 'id', name: 'name' };

function readPerson(row: RestRow, fields: PersonFields, issues: IssueList): Participant {
  const texts: Partial<Record<keyof PersonFields, string | null>> = {};
  const names = new Map(Object.entries(fields).map(([name, wire]) => [wire, name]));
  for (const [key, value] of Object.entries(row)) {
    const name = names.get(key);
    // The names are the keys of PersonFields.
    if (name !== undefined) texts[name as keyof PersonFields] = readText([key], value, issues);
    else if (key !== 'qos') issues.add('field_unknown', [key], value, 'a documented field');
  }
  return readParticipant(texts, issues);
}

/** A text, or the text of a number or boolean, as the REST client reads it too. */
function readText(path: Path, value: unknown, issues: IssueList): string | null {
  const text = typeof value === 'string' ? value : textOf(value, () => undefined);
  if (text === undefined && value !== null && value !== undefined)
    issues.add('field_unreadable', path, value, 'text');
  if (isUnstorable(text)) issues.addCleaned(path, text);
  return text ?? null;
}

/** The items that can be read, and their places in the list; a row may come from anywhere, so nothing is taken for granted. */
function readItems(qos: unknown, issues: IssueList): { items: QosEntry[]; places: number[] } {
  const items: QosEntry[] = [];
  const places: number[] = [];
  for (const [index, item] of asList(qos, ['qos'], issues).entries()) {
    if (!isObject(item)) {
      issues.add('field_unreadable', ['qos', index], item, 'an object');
      continue;
    }
    const { type, details } = item;
    if (typeof type !== 'string') issues.add(faultOf(type), ['qos', index, 'type'], type, 'text');
    if (!isObject(details)) issues.add(faultOf(details), ['qos', index, 'details'], details, 'an object');
    items.push({
      ...item,
      type: typeof type === 'string' ? type : '',
      details: isObject(details) ? details : {},
    });
    places.push(index);
  }
  return { items, places };
}

function asList(value: unknown, path: Path, issues: IssueList): readonly unknown[] {
  if (Array.isArray(value)) return value;
  issues.add(faultOf(value), path, value, 'a list');
  return [];
}

function faultOf(value: unknown): 'field_missing' | 'field_unreadable' {
  return value === undefined || value === null ? 'field_missing' : 'field_unreadable';
}
