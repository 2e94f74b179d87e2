import type { SupplierId } from '#kernel/id';
import type { Traces } from './why-line';

/**
 * What a coordinator may read of somebody's history: the training whole, for it is the person's; of their work what they did through these
 * suppliers. Work elsewhere, what files said, other records, roles and contact details are not a supplier's.
 */
export function withinSuppliers(traces: Traces, supplierIds: readonly SupplierId[]): Traces {
  const isTheirs = ({ supplierId }: { readonly supplierId: SupplierId | null }): boolean =>
    supplierId !== null && supplierIds.includes(supplierId);
  return {
    ...traces,
    engagements: traces.engagements.filter(isTheirs),
    requests: traces.requests.filter(isTheirs),
    lines: traces.lines.filter(({ action }) => TOLD.has(action)),
    roster: [],
    merges: [],
  };
}

/** What moved a date, what was said to them about their training, and how they get in. */
const TOLD: ReadonlySet<string> = new Set([
  'person.reminded',
  'person.told-exemption-ends',
  'absence.recorded',
  'absence.changed',
  'absence.cancelled',
  'exemption.granted',
  'exemption.revoked',
  'extension.asked',
  'extension.granted',
  'extension.refused',
  'activation.link-sent',
  'activation.used',
  'access.reset',
  'access.forgotten',
  'access.helped',
  'access.help-refused',
]);
