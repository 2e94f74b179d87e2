import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import { type JoiningRequestId, type PersonId, type SiteId, type SupplierId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { Settings } from '#platform/database/settings';
import { list, sql } from '#platform/database/sql';
import type { JoiningRequest, Poster, Said } from '../domain/joining-request';

/** What a decision writes. */
export type Decision = Pick<JoiningRequest, 'state' | 'reason'> & { readonly personId?: PersonId };

@Injectable()
export class JoiningRequests {
  constructor(
    private readonly db: Database,
    private readonly settings: Settings,
  ) {}

  /** Whoever asks waits here for whoever asks at the same moment: a form pressed twice finds what it has asked. */
  async queue(): Promise<void> {
    await this.settings.write('joining.asked', '1');
  }

  find(id: JoiningRequestId): Promise<JoiningRequest | null> {
    return this.db.row(sql`SELECT * FROM joining_request WHERE id = ${id}`);
  }

  /** Those of the same names that nobody has decided. */
  waitingFor({ givenName, familyName }: Said): Promise<JoiningRequest[]> {
    return this.db.rows(
      sql`SELECT * FROM joining_request WHERE state = 'waiting' AND given_name = ${givenName} AND family_name = ${familyName}`,
    );
  }

  async add(request: JoiningRequest): Promise<void> {
    await this.db.insert('joining_request', [request]);
  }

  /** False when somebody else has decided: of any number of answers one counts. */
  async decide(id: JoiningRequestId, { state, reason }: Decision, by: PersonId | null, now: Instant): Promise<boolean> {
    return (
      (await this.db.execute(
        sql`UPDATE joining_request SET state = ${state}, reason = ${reason}, decided_by = ${by}, decided_at = ${now} WHERE id = ${id} AND state = 'waiting'`,
      )) === 1
    );
  }

  async isAbout(id: JoiningRequestId, personId: PersonId): Promise<void> {
    await this.db.update('joining_request', id, { personId });
  }

  /** Of a leaver whom that supplier proposed and on whom nobody has decided: what another proposed is not theirs to know. */
  async proposedLastDay(personId: PersonId, supplierId: SupplierId): Promise<CalendarDate | null> {
    const row = await this.db.row<{ lastOn: CalendarDate }>(sql`
      SELECT last_on FROM joining_request WHERE person_id = ${personId} AND supplier_id = ${supplierId} AND kind = 'leave' AND state = 'waiting'`);
    return row?.lastOn ?? null;
  }

  /** Of these suppliers, the one for which that person works or is announced. */
  async supplierOf(personId: PersonId, supplierIds: readonly SupplierId[], on: string): Promise<SupplierId | null> {
    const row = await this.db.row<{ supplierId: SupplierId }>(sql`
      SELECT supplier_id FROM engagement WHERE person_id = ${personId} AND supplier_id IN (${list(supplierIds)})
        AND (until_on IS NULL OR (until_on > ${on} AND until_on > from_on)) ORDER BY from_on DESC`);
    return row?.supplierId ?? null;
  }

  posterByCode(code: string): Promise<Poster | null> {
    return this.db.row(sql`SELECT * FROM site_poster WHERE code = ${code} AND revoked_at IS NULL`);
  }

  posterOf(siteId: SiteId | null): Promise<Poster | null> {
    return this.db.row(sql`SELECT * FROM site_poster WHERE ${siteId === null ? sql`site_id IS NULL` : sql`site_id = ${siteId}`} AND revoked_at IS NULL ORDER BY id DESC`);
  }

  /** The company's first, then by the names of the sites: of each the one that hangs. */
  posters(): Promise<(Poster & { readonly site: string | null })[]> {
    return this.db.rows(sql`
      SELECT p.*, s.name AS site FROM site_poster p LEFT JOIN site s ON s.id = p.site_id WHERE p.revoked_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM site_poster n WHERE n.id > p.id AND n.revoked_at IS NULL AND (n.site_id = p.site_id OR (n.site_id IS NULL AND p.site_id IS NULL)))
      ORDER BY CASE WHEN p.site_id IS NULL THEN 0 ELSE 1 END, s.name_key, p.id`);
  }

  async sitesWithoutPoster(): Promise<SiteId[]> {
    const rows = await this.db.rows<{ id: SiteId }>(sql`
      SELECT s.id FROM site s WHERE NOT EXISTS (SELECT 1 FROM site_poster p WHERE p.site_id = s.id AND p.revoked_at IS NULL) ORDER BY s.name_key`);
    return rows.map(({ id }) => id);
  }

  async addPoster(poster: Poster): Promise<void> {
    await this.db.insert('site_poster', [poster]);
  }

  revokePosters(siteId: SiteId | null, by: PersonId | null, now: Instant): Promise<number> {
    return this.db.execute(sql`
      UPDATE site_poster SET revoked_at = ${now}, revoked_by = ${by}
      WHERE ${siteId === null ? sql`site_id IS NULL` : sql`site_id = ${siteId}`} AND revoked_at IS NULL`);
  }
}
