import { Injectable } from '@nestjs/common';
import type { DiplomaDesignId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { Paper, TemplateName } from '../domain/diploma';

/** A version of the design, with who drafted it and who approved it. */
export interface DesignVersion {
  readonly id: DiplomaDesignId;
  readonly number: number;
  readonly template: TemplateName;
  readonly paper: Paper;
  readonly createdAt: Instant;
  readonly createdBy: string | null;
  readonly approvedAt: Instant | null;
  readonly approvedBy: string | null;
  readonly retiredAt: Instant | null;
}

@Injectable()
export class DesignVersions {
  constructor(private readonly db: Database) {}

  /** Newest first, without the drafts that were given up. */
  all(): Promise<DesignVersion[]> {
    return this.db.rows(sql`
      SELECT d.id, d.number, d.template, d.paper, d.created_at, d.approved_at, d.retired_at,
        c.given_name || ' ' || c.family_name AS created_by, a.given_name || ' ' || a.family_name AS approved_by
      FROM diploma_design d
      LEFT JOIN person c ON c.id = d.created_by
      LEFT JOIN person a ON a.id = d.approved_by
      WHERE d.approved_at IS NOT NULL OR d.retired_at IS NULL
      ORDER BY d.number DESC`);
  }
}
