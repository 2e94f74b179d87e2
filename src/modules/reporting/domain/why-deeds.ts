import { addDays, isCalendarDate } from '#kernel/calendar-date';
import { type AuditTrace, byOf, lineAt, type Reader, type Sentence, type WhyLine } from './why-line';

/** What people did to somebody's record, from the audit log. */
export function deedLines(lines: readonly AuditTrace[], rounds: Rounds, reader: Reader): WhyLine[] {
  return [...lines].reverse().flatMap(({ at, byName, action, detail }) => {
    if (SILENT.has(action)) return [];
    const key = KNOWN.get(action);
    const told = JSON.parse(detail) as Detail;
    const values = valuesOf(told, rounds, reader);
    const by = byOf(byName, 'system');
    if (key === undefined) return [lineAt(at, reader.zone, 'deed.other', { action }, { by })];
    const mark = key.startsWith('extension') || key.startsWith('exemption') || key.startsWith('absence') ? 'current' : null;
    return [lineAt(at, reader.zone, `deed.${key}`, values, { because: reasonsOf(told, reader), by, mark })];
  });
}

/** The rounds that the person had, by their ids. */
type Rounds = ReadonlyMap<string, { readonly code: string; readonly roundKind: 'company' | 'welcome' }>;

type Detail = Readonly<Record<string, unknown>>;

/** Every value that a sentence may want. */
function valuesOf(detail: Detail, rounds: Rounds, { mayKnowReasons }: Reader): Record<string, string | number> {
  const text = (name: string): string => (typeof detail[name] === 'string' ? detail[name] : '');
  const until = text('untilOn');
  return {
    ...(rounds.get(text('round') || text('roundId')) ?? { code: '', roundKind: 'company' }),
    kind: mayKnowReasons ? text('kind') : 'hidden',
    from: text('fromOn') || text('on'),
    last: isCalendarDate(until) ? addDays(until, -1) : '',
    isOpen: until === '' ? 'yes' : 'no',
    days: typeof detail['days'] === 'number' ? detail['days'] : 0,
    role: text('role'),
  };
}

/** By which way somebody was told; why they were let off, and what was seen. */
function reasonsOf({ channel, reasonCode, evidence }: Detail, { mayKnowReasons }: Reader): Sentence[] {
  const way = channel === 'mail' || channel === 'text' ? [{ key: `channel.${channel}`, values: {} }] : [];
  if (!mayKnowReasons) return way;
  return [
    ...way,
    ...(typeof reasonCode === 'string' ? [{ key: `reason.${reasonCode}`, values: {} }] : []),
    ...(typeof evidence === 'string' && evidence !== '' ? [{ key: 'evidence', values: { evidence } }] : []),
  ];
}

/** Deeds that a reader understands, and the end of the message's key for each. */
const KNOWN: ReadonlyMap<string, string> = new Map([
  ['person.joined', 'joined'],
  ['person.described', 'described'],
  ['engagement.started', 'engagement-started'],
  ['engagement.moved', 'engagement-moved'],
  ['engagement.ended', 'engagement-ended'],
  ['person.reminded', 'reminded'],
  ['person.told-exemption-ends', 'exemption-ending'],
  ['person.told-who-returns', 'told-who-returns'],
  ['person.told-decisions', 'told-decisions'],
  ['absence.recorded', 'absence-recorded'],
  ['absence.changed', 'absence-changed'],
  ['absence.cancelled', 'absence-cancelled'],
  ['exemption.granted', 'exemption-granted'],
  ['exemption.revoked', 'exemption-revoked'],
  ['extension.asked', 'extension-asked'],
  ['extension.granted', 'extension-granted'],
  ['extension.refused', 'extension-refused'],
  ['activation.link-sent', 'link-sent'],
  ['activation.used', 'activated'],
  ['access.reset', 'access-reset'],
  ['access.forgotten', 'access-forgotten'],
  ['access.helped', 'access-helped'],
  ['access.help-refused', 'access-help-refused'],
  ['secret.changed', 'secret-changed'],
  ['diploma-link.made', 'diploma-link-made'],
  ['diploma-link.revoked', 'diploma-link-revoked'],
  ['diplomas.shown-as', 'shown-as'],
  ['legal.person-written', 'legal-written'],
  ['duplicate.dismissed', 'duplicate-dismissed'],
  ['role.granted', 'role-granted'],
  ['role.revoked', 'role-revoked'],
]);

/** Coming and going every day explains nothing; merges, slips and links by text message are told from their own rows. */
const SILENT: ReadonlySet<string> = new Set([
  'session.begun',
  'session.ended',
  'person.language-chosen',
  'diplomas.downloaded',
  'activation.slips-made',
  'activation.text-sent',
  'transcript.downloaded',
  'person.merged',
  'person.unmerged',
  'person.merge-undone',
  'people.merged',
  'people.unmerged',
]);
