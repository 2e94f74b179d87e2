import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { EditionId } from '#kernel/id';
import type { Locale } from '#kernel/locale';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { ReportedRound } from '../domain/round-day';

/** A round with the title of what it teaches, so that no report has to open the edition. */
export interface RoundInReports extends ReportedRound {
  readonly code: string;
  readonly unit: string;
  readonly closesOn: CalendarDate;
  readonly editionId: EditionId | null;
  readonly titles: Readonly<Record<Locale, string>>;
}

type Row = Omit<RoundInReports, 'titles'> & { readonly titleEs: string | null; readonly titleEn: string | null };

@Injectable()
export class RoundsInReports {
  constructor(private readonly database: Database) {}

  /** The newest first. */
  async all(): Promise<RoundInReports[]> {
    const rows = await this.database.rows<Row>(sql`
      SELECT r.id, r.kind, r.code, r.unit, r.edition_id, r.opens_on, r.due_on, r.closes_on, r.opened_at, r.closed_at, d.title_es, d.title_en
      FROM round r LEFT JOIN edition d ON d.id = r.edition_id ORDER BY r.opens_on DESC, r.code DESC`);
    return rows.map(({ titleEs, titleEn, ...round }) => ({ ...round, titles: { es: titleEs ?? round.unit, en: titleEn ?? round.unit } }));
  }
}
