import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { JoiningRequestId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import { here } from '#modules/people';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { DecisionNoticeEntity } from './decision-notice.entity';

/** A decision of which whoever had proposed has not been told, and how to reach them. */
export interface UntoldDecision {
  readonly requestId: JoiningRequestId;
  readonly kind: 'join' | 'leave';
  readonly state: 'accepted' | 'known' | 'declined';
  readonly name: string;
  readonly reason: string | null;
  readonly decidedAt: Instant;
  readonly toldId: PersonId;
  readonly givenName: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: Locale;
}

@Injectable()
export class Decisions {
  constructor(private readonly db: Database) {}

  /** To whoever is here and coordinates that supplier still: what is decided of others' people is not theirs any more. Nobody is told of what they decided themselves. */
  untold(today: CalendarDate, since: Instant): Promise<UntoldDecision[]> {
    return this.db.rows(sql`
      SELECT q.id AS request_id, q.kind, q.state, q.given_name || ' ' || q.family_name AS name, q.reason, q.decided_at,
        p.id AS told_id, p.given_name, p.email, p.phone, p.language
      FROM joining_request q JOIN person p ON p.id = q.asked_by
      WHERE q.source = 'coordinator' AND q.state IN ('accepted', 'known', 'declined') AND q.decided_at >= ${since}
        AND (q.decided_by IS NULL OR q.decided_by <> q.asked_by)
        AND NOT EXISTS (SELECT 1 FROM decision_notice n WHERE n.request_id = q.id)
        AND EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = p.id AND g.role = 'coordinator' AND g.supplier_id = q.supplier_id AND g.revoked_at IS NULL)
        AND EXISTS (SELECT 1 FROM engagement e WHERE e.person_id = p.id AND ${here(today)})
      ORDER BY q.decided_at, q.id`);
  }

  /** False when somebody else has just told it. */
  async add(notice: Pick<DecisionNoticeEntity, keyof DecisionNoticeEntity>): Promise<boolean> {
    return (await this.db.insert('decision_notice', [notice], 'nothing')) === 1;
  }
}
