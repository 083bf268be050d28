import type { Raw } from './documented.js';
import { fieldsOf, IS_QSS, VALIDATORS } from './validator.js';

const isObject = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object that a value is, or the first one in a list. */
const objectIn = (value: unknown): Raw | undefined =>
  Array.isArray(value) ? value.find(isObject) : isObject(value) ? value : undefined;

/** The list that a value is, or of which it is the one item. A list that has items, but no object, cannot be read. */
function listIn(value: unknown, itemType: string): unknown[] | undefined {
  if (Array.isArray(value)) return value.length === 0 || value.some(objectIn) ? value : undefined;
  const fields = fieldsOf(itemType);
  return isObject(value) && Object.keys(value).some((key) => fields.has(key)) ? [value] : undefined;
}

function isTime(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'string') return false;
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value.trim())) return true;
  const digits = value.trim().replace(/\.0+$/, '');
  return (
    (/^\d{1,15}$/.test(digits) || String(Number(digits)) === digits) &&
    digits !== 'NaN' &&
    !digits.includes('Infinity')
  );
}

/** Whether a body can be told for what it is: the rule in words of its own, against which the library is tested. */
export function isReadable(body: unknown): boolean {
  if (!isObject(body) || !['string', 'number', 'boolean'].includes(typeof body.event)) return false;
  const name: unknown = body.event;
  if (typeof name !== 'string' || !VALIDATORS.has(name)) return String(name).trim() !== '';
  const payload = objectIn(body.payload);
  if (!payload || !isTime(body.event_ts)) return false;
  if (name.startsWith('session.rtms_')) return true;
  const object = objectIn(payload.object);
  return object !== undefined && (!IS_QSS(name) || isMeasured(name, object));
}

/** Whether there is a list, or an object, in which measurements can come. */
function isMeasured(name: string, object: Raw): boolean {
  if (name === 'phone.call_qos') return objectIn(objectIn(object.call_qos)?.qos) !== undefined;
  if (name === 'phone.call_qos_summary') {
    const parties = listIn(object.call_qos, 'CallQosSummaryParty')?.map(objectIn);
    const found = parties?.filter(isObject);
    return found !== undefined && (found.length === 0 || found.some(({ qos }) => listIn(qos, 'CallQosItem')));
  }
  const holder = objectIn(name.startsWith('session.') ? object.user : object.participant);
  const [list, item] = name.includes('_qos')
    ? ['qos', name.endsWith('_summary') ? 'QosSummaryItem' : 'QosItem']
    : ['data', name.endsWith('_summary') ? 'ClientDataSummary' : 'ClientData'];
  return holder !== undefined && listIn(holder[list], item) !== undefined;
}
