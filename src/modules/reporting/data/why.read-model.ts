import { Injectable } from '@nestjs/common';
import type { PersonId } from '#kernel/id';
import type { Locale } from '#kernel/locale';
import { Database } from '#platform/database/database';
import { raw, type Sql, sql } from '#platform/database/sql';
import type { AssignmentTrace, AuditTrace, EngagementTrace, MergeTrace, Milestone, RequestTrace, RosterTrace, SlipTrace, Traces } from '../domain/why-line';

/** Everything that is written down about one person, and about the records that turned out to be theirs. Eight queries, however long the history. */
@Injectable()
export class WhyReadModel {
  constructor(private readonly database: Database) {}

  name(id: PersonId): Promise<{ readonly name: string; readonly personCode: string } | null> {
    return this.database.row(sql`SELECT ${nameOf('p')} AS name, p.person_code FROM person p WHERE p.id = ${id}`);
  }

  async of(id: PersonId, locale: Locale): Promise<Traces> {
    const [assignments, milestones, engagements, roster, lines, slips, merges, requests] = await Promise.all([
      this.assignments(id, locale),
      this.milestones(id, locale),
      this.engagements(id),
      this.roster(id),
      this.lines(id),
      this.slips(id),
      this.merges(id),
      this.requests(id),
    ]);
    return { assignments, milestones, engagements, roster, lines, slips, merges, requests };
  }

  private assignments(id: PersonId, locale: Locale): Promise<AssignmentTrace[]> {
    return this.database.rows(sql`
      SELECT v.assignment_id, v.number, v.at, v.kind, v.due_on, v.due_reason, v.absence_days, v.extension_days, v.left_on, v.cause,
        r.id AS round_id, r.code, r.kind AS round_kind, COALESCE(${TITLES[locale]}, r.unit) AS title, ${nameOf('b')} AS by_name
      FROM assignment a JOIN assignment_event v ON v.assignment_id = a.id JOIN round r ON r.id = a.round_id
      LEFT JOIN edition ed ON ed.id = r.edition_id LEFT JOIN person b ON b.id = v.by_id
      WHERE a.person_id IN (${records(id)}) ORDER BY v.assignment_id, v.number`);
  }

  private milestones(id: PersonId, locale: Locale): Promise<Milestone[]> {
    return this.database.rows(sql`
      WITH own AS (SELECT a.id, a.started_at, a.completed_at, r.code, r.kind AS round_kind, COALESCE(${TITLES[locale]}, r.unit) AS title FROM assignment a
        JOIN round r ON r.id = a.round_id LEFT JOIN edition ed ON ed.id = r.edition_id WHERE a.person_id IN (${records(id)}))
      SELECT 'started' AS what, own.started_at AS at, own.code, own.round_kind, own.title, 0 AS score, 0 AS total, 0 AS pass_mark, '' AS note FROM own WHERE own.started_at IS NOT NULL
      UNION ALL
      SELECT 'completed', own.completed_at, own.code, own.round_kind, own.title, 0, 0, 0, '' FROM own WHERE own.completed_at IS NOT NULL
      UNION ALL
      SELECT 'attempted', t.submitted_at, own.code, own.round_kind, own.title, COALESCE(t.score, 0), t.total, t.pass_mark, '' FROM own
        JOIN attempt t ON t.assignment_id = own.id WHERE t.submitted_at IS NOT NULL
      UNION ALL
      SELECT 'issued', d.issued_at, own.code, own.round_kind, own.title, 0, 0, 0, d.code FROM own
        JOIN completion c ON c.assignment_id = own.id JOIN diploma d ON d.completion_id = c.id
      UNION ALL
      SELECT 'superseded', d.superseded_at, own.code, own.round_kind, own.title, 0, 0, 0, d.code FROM own
        JOIN completion c ON c.assignment_id = own.id JOIN diploma d ON d.completion_id = c.id WHERE d.superseded_at IS NOT NULL
      UNION ALL
      SELECT 'revoked', d.revoked_at, own.code, own.round_kind, own.title, 0, 0, 0, d.code FROM own
        JOIN completion c ON c.assignment_id = own.id JOIN diploma d ON d.completion_id = c.id WHERE d.revoked_at IS NOT NULL`);
  }

  private engagements(id: PersonId): Promise<EngagementTrace[]> {
    return this.database.rows(sql`
      SELECT e.kind, e.from_on, e.until_on, e.supplier_id, s.name AS supplier, t.name AS team, l.name AS site, e.job_title, ${nameOf('m')} AS manager
      FROM engagement e LEFT JOIN supplier s ON s.id = e.supplier_id LEFT JOIN team t ON t.id = e.team_id
        LEFT JOIN site l ON l.id = e.site_id LEFT JOIN person m ON m.id = e.manager_id
      WHERE e.person_id IN (${records(id)}) ORDER BY e.from_on, e.id`);
  }

  /** What files did to the record and to its engagements. */
  private roster(id: PersonId): Promise<RosterTrace[]> {
    return this.database.rows(sql`
      SELECT i.applied_at, i.file_name, ${nameOf('b')} AS by_name, c.was, c.wrote, u.undone_at, ${nameOf('x')} AS undone_by
      FROM roster_change c JOIN roster_import i ON i.id = c.import_id
        LEFT JOIN person b ON b.id = i.applied_by LEFT JOIN roster_undo u ON u.import_id = i.id LEFT JOIN person x ON x.id = u.undone_by
      WHERE i.applied_at IS NOT NULL AND c.row_id IN (${records(id)} UNION ALL SELECT e.id FROM engagement e WHERE e.person_id IN (${records(id)}))
      ORDER BY i.applied_at, c.seq`);
  }

  private lines(id: PersonId): Promise<AuditTrace[]> {
    return this.database.rows(sql`
      SELECT seq, at, CASE WHEN actor_id IS NULL THEN NULL ELSE actor_name END AS by_name, action, detail FROM audit_line
      WHERE subject_type = 'person' AND subject_id IN (${records(id)}) ORDER BY seq DESC LIMIT ${MOST_LINES}`);
  }

  private slips(id: PersonId): Promise<SlipTrace[]> {
    return this.database.rows(sql`
      SELECT a.purpose, a.created_at, ${nameOf('b')} AS by_name FROM activation a LEFT JOIN person b ON b.id = a.created_by
      WHERE a.purpose IN ('slip', 'sms') AND a.person_id IN (${records(id)})`);
  }

  /** What was asked at a poster or by a coordinator, and accepted. */
  private requests(id: PersonId): Promise<RequestTrace[]> {
    return this.database.rows(sql`
      SELECT q.source, q.kind, q.state, q.supplier_id, s.name AS site, q.last_on, q.asked_at, ${nameOf('a')} AS asked_by, q.decided_at, ${nameOf('d')} AS decided_by
      FROM joining_request q LEFT JOIN site s ON s.id = q.site_id LEFT JOIN person a ON a.id = q.asked_by LEFT JOIN person d ON d.id = q.decided_by
      WHERE q.person_id IN (${records(id)}) AND q.state IN ('accepted', 'known') AND q.decided_at IS NOT NULL ORDER BY q.asked_at, q.id`);
  }

  private merges(id: PersonId): Promise<MergeTrace[]> {
    return this.database.rows(sql`
      SELECT g.merged_at, ${nameOf('b')} AS merged_by, g.undone_at, ${nameOf('x')} AS undone_by, other.person_code,
        CASE WHEN g.kept_id = ${id} THEN 1 ELSE 0 END AS is_kept
      FROM person_merge g JOIN person other ON other.id = CASE WHEN g.kept_id = ${id} THEN g.merged_id ELSE g.kept_id END
        LEFT JOIN person b ON b.id = g.merged_by LEFT JOIN person x ON x.id = g.undone_by
      WHERE g.kept_id = ${id} OR g.merged_id = ${id}`);
  }
}

/** Nobody is followed further back than this many deeds; the audit log itself has them all. */
const MOST_LINES = 1000;

const TITLES: Readonly<Record<Locale, Sql>> = { es: raw('ed.title_es'), en: raw('ed.title_en') };

/** The person, and whoever turned out to be the same. */
const records = (id: PersonId): Sql => sql`SELECT o.id FROM person o WHERE o.id = ${id} OR o.merged_into_id = ${id}`;

const nameOf = (alias: string): Sql => raw(`${alias}.given_name || ' ' || ${alias}.family_name`);
