import type { Actor } from '#kernel/context';
import { address } from './question';
import type { Say } from './say';
import { CHOOSE_A_SUPPLIER, type SupplierScope } from './supplier-scope';

/** Which company the page is about, and the way to the others that the reader coordinates. */
export function supplierView(
  { supplier, choice, asked }: SupplierScope,
  proposals: { readonly all: number; readonly waiting: number },
  actor: Actor,
  say: Say,
) {
  const all = { href: '/supplier', label: say('supplier.all'), current: asked.supplier === null, count: null };
  const each = choice.map(({ id, name }) => ({
    href: address('/supplier', { supplier: id }),
    label: name,
    current: supplier?.id === id,
    count: null,
  }));
  const own = actor.kind === 'person' && (supplier === null || actor.supplierIds.includes(supplier.id));
  return {
    company: supplier?.name ?? choice.map(({ name }) => name).join(' · '),
    companies: choice.length > 0 ? [all, ...each] : null,
    // HR looks in from the coverage, and goes back there.
    back: own ? null : CHOOSE_A_SUPPLIER,
    propose: own ? { href: address('/supplier/requests/new', { supplier: supplier?.id ?? null }), ...proposals } : null,
  };
}
