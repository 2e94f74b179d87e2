import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Exchange, type MergedPair, PersonMergeParts } from '#modules/people';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { ShownAs } from '../domain/shown-name';

/** How a holder wants to be named goes with the person: whoever asked not to be named is not named after a merge either. */
@Injectable()
export class HolderMergeParts implements OnModuleInit {
  constructor(
    private readonly parts: PersonMergeParts,
    private readonly db: Database,
  ) {}

  onModuleInit(): void {
    this.parts.add({
      table: 'diploma_holder',
      column: 'person_id',
      fate: 'moves',
      place: 51,
      plan: (pair) => this.choice(pair),
      planBack: (_, exchange, __, since) => this.choiceBack(exchange, since),
    });
  }

  /** Of two choices the kept record's own stays, unless only the other asks for initials. */
  private async choice({ kept, merged }: MergedPair): Promise<Exchange> {
    const rows = await this.db.rows<{ id: string; personId: string; shownAs: ShownAs }>(
      sql`SELECT id, person_id, shown_as FROM diploma_holder WHERE person_id IN (${kept}, ${merged})`,
    );
    const [own, other] = [kept, merged].map((person) => rows.find(({ personId }) => personId === person));
    if (other === undefined || (own !== undefined && other.shownAs === 'name')) return { toKept: [], toMerged: [] };
    return { toKept: [other.id], toMerged: own === undefined ? [] : [own.id] };
  }

  /** What was chosen since the merge stays chosen. */
  private async choiceBack(exchange: Exchange, since: string): Promise<Exchange> {
    const [row] = exchange.toKept;
    const chosen = await this.db.row<{ chosenAt: string }>(sql`SELECT chosen_at FROM diploma_holder WHERE id = ${row}`);
    return chosen !== null && chosen.chosenAt > since ? { toKept: [], toMerged: [] } : exchange;
  }
}
