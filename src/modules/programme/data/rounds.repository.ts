import { Injectable } from '@nestjs/common';
import type { RoundId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { raw, sql } from '#platform/database/sql';
import type { Reason } from '../domain/cadence';
import type { LedgerCounts } from '../domain/ledger';
import type { Round } from '../domain/round';
import type { RoundEntity } from './round.entity';

export interface StoredRound extends Round {
  readonly gapMonths: number | null;
  readonly reasons: readonly Reason[];
  readonly openedBy: RoundEntity['openedBy'];
}

export type NewRound = Omit<StoredRound, 'openedAt' | 'openedBy' | 'closedAt'> & { readonly proposedAt: Instant };
export type OpeningFacts = Pick<StoredRound, 'editionId' | 'opensOn' | 'dueOn' | 'closesOn' | 'gapMonths' | 'reasons' | 'overrideReason' | 'overrideBy' | 'openedBy'>;

@Injectable()
export class RoundsRepository {
  constructor(private readonly database: Database) {}

  /** The company's rounds in the order of their openings; the standing one for joiners is not in their row. */
  async all(): Promise<StoredRound[]> {
    const rows = await this.database.rows<Row>(sql`SELECT ${COLUMNS} FROM round WHERE kind = 'company' ORDER BY opens_on, code`);
    return rows.map(read);
  }

  /** The standing round of Unit 0; null until the first round of the company has opened with Unit 0 published. */
  async welcome(): Promise<StoredRound | null> {
    const row = await this.database.row<Row>(sql`SELECT ${COLUMNS} FROM round WHERE kind = 'welcome'`);
    return row && read(row);
  }

  async byId(id: RoundId): Promise<StoredRound | null> {
    const row = await this.database.row<Row>(sql`SELECT ${COLUMNS} FROM round WHERE id = ${id}`);
    return row && read(row);
  }

  /** The approved round that has not opened yet; there is at most one. */
  async waiting(): Promise<StoredRound | null> {
    const row = await this.database.row<Row>(sql`SELECT ${COLUMNS} FROM round WHERE kind = 'company' AND opened_at IS NULL ORDER BY opens_on`);
    return row && read(row);
  }

  async open(): Promise<StoredRound[]> {
    const rows = await this.database.rows<Row>(sql`SELECT ${COLUMNS} FROM round WHERE kind = 'company' AND opened_at IS NOT NULL AND closed_at IS NULL ORDER BY opens_on`);
    return rows.map(read);
  }

  /** Every round that people are assigned to as they come and go: the standing one first. */
  async assigning(): Promise<StoredRound[]> {
    const rows = await this.database.rows<Row>(sql`
      SELECT ${COLUMNS} FROM round WHERE opened_at IS NOT NULL AND closed_at IS NULL ORDER BY CASE kind WHEN 'welcome' THEN 0 ELSE 1 END, opens_on`);
    return rows.map(read);
  }

  async insert(round: NewRound): Promise<void> {
    await this.database.insert('round', [{ ...written(round), openedAt: null, openedBy: null, closedAt: null, ledger: null }]);
  }

  /** Opened as it is made. */
  async insertWelcome(round: NewRound): Promise<void> {
    await this.database.insert('round', [{ ...written(round), openedAt: round.proposedAt, openedBy: round.approvedBy, closedAt: null, ledger: null }]);
  }

  /** False when somebody else has opened it already. */
  async claimOpening(id: RoundId, facts: OpeningFacts, now: Instant): Promise<boolean> {
    const { editionId, opensOn, dueOn, closesOn, gapMonths, reasons, overrideReason, overrideBy, openedBy } = facts;
    const claimed = await this.database.execute(sql`UPDATE round SET opened_at = ${now} WHERE id = ${id} AND opened_at IS NULL`);
    if (claimed !== 1) return false;
    return this.database.update('round', id, { editionId, opensOn, dueOn, closesOn, ...written({ gapMonths, reasons }), overrideReason, overrideBy, openedBy });
  }

  /** False when it is not open, or no longer. */
  async claimClosing(id: RoundId, now: Instant): Promise<boolean> {
    return (await this.database.execute(sql`UPDATE round SET closed_at = ${now} WHERE id = ${id} AND opened_at IS NOT NULL AND closed_at IS NULL`)) === 1;
  }

  async freezeLedger(id: RoundId, ledger: LedgerCounts): Promise<void> {
    await this.database.update('round', id, { ledger: JSON.stringify(ledger) });
  }

  async frozenLedger(id: RoundId): Promise<LedgerCounts | null> {
    const row = await this.database.row<{ ledger: string | null }>(sql`SELECT ledger FROM round WHERE id = ${id}`);
    return row?.ledger ? (JSON.parse(row.ledger) as LedgerCounts) : null;
  }

  /** Only a round that never opened can go: nothing has happened in it. */
  async removeUnopened(id: RoundId): Promise<boolean> {
    return (await this.database.execute(sql`DELETE FROM round WHERE id = ${id} AND opened_at IS NULL`)) === 1;
  }
}

type Row = Omit<RoundEntity, 'ledger' | 'proposedAt'>;

// All but the frozen ledger and the moment of the proposal.
const COLUMNS = raw(
  'id, kind, code, unit, edition_id, opens_on, due_on, closes_on, gap_months, reason, approved_at, approved_by, override_reason, override_by, opened_at, opened_by, closed_at',
);

function read({ gapMonths, reason, ...row }: Row): StoredRound {
  return { ...row, gapMonths: gapMonths === null ? null : Number(gapMonths), reasons: JSON.parse(reason) as Reason[] };
}

function written<T extends { gapMonths: number | null; reasons: readonly Reason[] }>({ gapMonths, reasons, ...rest }: T) {
  return { ...rest, gapMonths: gapMonths === null ? null : String(gapMonths), reason: JSON.stringify(reasons) };
}
