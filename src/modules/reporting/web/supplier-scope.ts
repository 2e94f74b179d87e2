import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { SupplierId } from '#kernel/id';
import { NotFound } from '#platform/http/errors';
import { type SupplierEntry, SuppliersReadModel } from '../data/suppliers.read-model';
import type { Whose } from '../domain/whose';
import { type Query, textIn } from './question';
import { isHr } from './team-scope';

/** Whose people a coordinator looks at. */
export interface SupplierScope {
  readonly whose: Whose & { readonly kind: 'suppliers' };
  /** The one asked for, or the only one; null while all of several are shown together. */
  readonly supplier: SupplierEntry | null;
  /** Those among which the reader may choose: empty when there is no choice. */
  readonly choice: readonly SupplierEntry[];
  /** What keeps an address in this scope. */
  readonly asked: { readonly supplier: string | null };
}

/** Where HR, which coordinates none, finds them all. */
export const CHOOSE_A_SUPPLIER = '/coverage?by=supplier#groups';

/** A coordinator sees the own suppliers' people; HR may name any supplier. Anybody else's is not there. */
@Injectable()
export class SupplierScopes {
  constructor(private readonly suppliers: SuppliersReadModel) {}

  /** Null for HR that has named none: HR chooses on the coverage. */
  async of(ctx: Context, query: Query): Promise<SupplierScope | null> {
    if (ctx.actor.kind !== 'person') throw new NotFound('nobody coordinates nothing');
    const own = await this.suppliers.named(ctx.actor.supplierIds);
    const asked = textIn(query, 'supplier');
    if (asked === null && own.length === 0 && isHr(ctx)) return null;
    const chosen = asked === null ? own : await this.chosen(ctx, own, asked as SupplierId);
    if (chosen.length === 0) throw new NotFound("not this person's supplier");
    return {
      whose: { kind: 'suppliers', supplierIds: chosen.map(({ id }) => id) },
      supplier: chosen.length === 1 ? (chosen[0] ?? null) : null,
      choice: own.length > 1 ? own : [],
      asked: { supplier: asked },
    };
  }

  private async chosen(ctx: Context, own: readonly SupplierEntry[], asked: SupplierId): Promise<readonly SupplierEntry[]> {
    return isHr(ctx) ? this.suppliers.named([asked]) : own.filter(({ id }) => id === asked);
  }
}
