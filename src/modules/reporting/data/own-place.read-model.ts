import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import { Database } from '#platform/database/database';
import { raw, sql } from '#platform/database/sql';

export interface OwnDiploma {
  readonly code: string;
  readonly title: string;
  readonly issuedAt: Instant;
}

/** What stands around the current unit on somebody's own page. */
export interface OwnPlace {
  /** The newest first. */
  readonly diplomas: readonly OwnDiploma[];
  /** The planned opening of the next round, where one is. */
  readonly nextOpensOn: CalendarDate | null;
}

type Row = { readonly nextOpensOn: CalendarDate | null } & { readonly [K in keyof OwnDiploma]: OwnDiploma[K] | null };

const TITLES: Readonly<Record<Locale, ReturnType<typeof raw>>> = { es: raw('ed.title_es'), en: raw('ed.title_en') };

@Injectable()
export class OwnPlaceReadModel {
  constructor(private readonly database: Database) {}

  async of(personId: PersonId, locale: Locale): Promise<OwnPlace> {
    const rows = await this.database.rows<Row>(sql`
      SELECT next.opens_on AS next_opens_on, d.code, ${TITLES[locale]} AS title, d.issued_at
      FROM (SELECT MIN(opens_on) AS opens_on FROM round WHERE kind = 'company' AND opened_at IS NULL) AS next
      LEFT JOIN diploma d ON d.person_id = ${personId} AND d.revoked_at IS NULL AND d.superseded_at IS NULL
      LEFT JOIN edition ed ON ed.id = d.edition_id
      ORDER BY d.issued_at DESC`);
    return {
      diplomas: rows.filter((row): row is Row & OwnDiploma => row.code !== null).map(({ code, title, issuedAt }) => ({ code, title, issuedAt })),
      nextOpensOn: rows[0]?.nextOpensOn ?? null,
    };
  }
}
