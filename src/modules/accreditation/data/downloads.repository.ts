import { Injectable } from '@nestjs/common';
import type { DownloadId, PersonId, SupplierId } from '#kernel/id';
import { type Instant, plusDaysOf24Hours, plusMinutes } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import { type Download, type DownloadProblem, keptUntil, leaseFrom, type LeftOut, SAME_QUESTION_MINUTES } from '../domain/download';
import type { DownloadRow } from './download.entity';

/** Whoever draws a download holds it by the number of its attempt. */
export type Held = Pick<Download, 'id' | 'attempts'>;

/** How long an expired download still stands on its list. */
const REMEMBERED_DAYS = 30;

@Injectable()
export class Downloads {
  constructor(private readonly db: Database) {}

  /** False where the same question of the same minutes is there already. */
  async add(row: DownloadRow): Promise<boolean> {
    return (await this.db.insert('diploma_download', [row], 'nothing')) === 1;
  }

  /** The same question of a moment ago, as long as there is something to wait for or to take. */
  async sameAs({ question, askedSlot }: Pick<DownloadRow, 'question' | 'askedSlot'>, now: Instant): Promise<Download | null> {
    const row = await this.db.row<DownloadRow>(sql`
      SELECT * FROM diploma_download
      WHERE question = ${question} AND (asked_slot = ${askedSlot} OR asked_at > ${plusMinutes(now, -SAME_QUESTION_MINUTES)})
      ORDER BY asked_at DESC, id DESC LIMIT 1`);
    return row === null ? null : asDownload(row);
  }

  async ofPerson(id: DownloadId, personId: PersonId): Promise<Download | null> {
    const row = await this.db.row<DownloadRow>(sql`SELECT * FROM diploma_download WHERE id = ${id} AND person_id = ${personId}`);
    return row === null ? null : asDownload(row);
  }

  async underWay(personId: PersonId): Promise<number> {
    const found = await this.db.row<{ count: number | string }>(
      sql`SELECT COUNT(*) AS count FROM diploma_download WHERE person_id = ${personId} AND state IN ('waiting', 'drawing')`,
    );
    return Number(found?.count ?? 0);
  }

  /** Those that nobody draws and somebody could, the oldest first. */
  async due(now: Instant): Promise<Download[]> {
    const rows = await this.db.rows<DownloadRow>(sql`
      SELECT * FROM diploma_download WHERE state IN ('waiting', 'drawing') AND (lease_until IS NULL OR lease_until <= ${now})
      ORDER BY asked_at, id LIMIT 20`);
    return rows.map(asDownload);
  }

  /** Compare-and-set on the attempts: of two processes that find the same download, one draws it. */
  async claim({ id, attempts }: Held, now: Instant): Promise<boolean> {
    const changed = await this.db.execute(sql`
      UPDATE diploma_download SET state = 'drawing', attempts = ${attempts + 1}, lease_until = ${leaseFrom(now)}, started_at = COALESCE(started_at, ${now})
      WHERE id = ${id} AND attempts = ${attempts} AND state IN ('waiting', 'drawing')`);
    return changed === 1;
  }

  /** False for whoever does not hold it any more. */
  async progress({ id, attempts }: Held, { drawn, total, leftOut }: Pick<Made, 'drawn' | 'total' | 'leftOut'>, now: Instant): Promise<boolean> {
    const changed = await this.db.execute(sql`
      UPDATE diploma_download SET drawn = ${drawn}, total = ${total}, left_out = ${written(leftOut)}, lease_until = ${leaseFrom(now)}
      WHERE id = ${id} AND attempts = ${attempts} AND state = 'drawing'`);
    return changed === 1;
  }

  async ready({ id, attempts }: Held, made: Made, now: Instant): Promise<boolean> {
    const changed = await this.db.execute(sql`
      UPDATE diploma_download SET state = 'ready', drawn = ${made.drawn}, total = ${made.total}, file_name = ${made.fileName},
        kilobytes = ${Math.ceil(made.bytes / 1024)}, left_out = ${written(made.leftOut)},
        problem = NULL, lease_until = NULL, finished_at = ${now}, expires_at = ${keptUntil(now)}
      WHERE id = ${id} AND attempts = ${attempts} AND state = 'drawing'`);
    return changed === 1;
  }

  async failed({ id, attempts }: Held, problem: DownloadProblem, now: Instant): Promise<boolean> {
    const changed = await this.db.execute(sql`
      UPDATE diploma_download SET state = 'failed', problem = ${problem}, lease_until = NULL, finished_at = ${now}, expires_at = ${keptUntil(now)}
      WHERE id = ${id} AND attempts = ${attempts} AND state IN ('waiting', 'drawing')`);
    return changed === 1;
  }

  /** Back among those that wait: at once and as if nothing had been (null), or not before a moment. */
  async release({ id, attempts }: Held, notBefore: Instant | null): Promise<void> {
    await this.db.execute(sql`
      UPDATE diploma_download SET state = 'waiting', lease_until = ${notBefore}, attempts = ${notBefore === null ? attempts - 1 : attempts}
      WHERE id = ${id} AND attempts = ${attempts} AND state = 'drawing'`);
  }

  /** A failed one gets all its tries back. */
  async tryAgain(id: DownloadId): Promise<boolean> {
    const changed = await this.db.execute(sql`
      UPDATE diploma_download SET state = 'waiting', attempts = 0, problem = NULL, lease_until = NULL, finished_at = NULL, expires_at = NULL
      WHERE id = ${id} AND state = 'failed'`);
    return changed === 1;
  }

  async taken(id: DownloadId, now: Instant): Promise<void> {
    await this.db.execute(sql`UPDATE diploma_download SET downloaded_at = ${now} WHERE id = ${id}`);
  }

  /** Its file was there and is not any more. */
  async lost(id: DownloadId): Promise<void> {
    await this.db.execute(sql`UPDATE diploma_download SET state = 'expired' WHERE id = ${id} AND state = 'ready'`);
  }

  async remove(id: DownloadId): Promise<void> {
    await this.db.execute(sql`DELETE FROM diploma_download WHERE id = ${id}`);
  }

  /** Those whose time is over, which are now. */
  async expire(now: Instant): Promise<readonly DownloadId[]> {
    const due = await this.db.rows<{ id: DownloadId }>(
      sql`SELECT id FROM diploma_download WHERE state IN ('ready', 'failed') AND expires_at <= ${now}`,
    );
    await this.db.execute(
      sql`UPDATE diploma_download SET state = 'expired' WHERE state IN ('ready', 'failed') AND expires_at <= ${now}`,
    );
    return due.map(({ id }) => id);
  }

  async forget(now: Instant): Promise<void> {
    await this.db.execute(
      sql`DELETE FROM diploma_download WHERE state = 'expired' AND asked_at < ${plusDaysOf24Hours(now, -REMEMBERED_DAYS)}`,
    );
  }

  /** Whose files are still wanted. */
  async kept(): Promise<ReadonlySet<string>> {
    const rows = await this.db.rows<{ id: string }>(sql`SELECT id FROM diploma_download WHERE state <> 'expired'`);
    return new Set(rows.map(({ id }) => id));
  }
}

/** What came of a download. */
export interface Made {
  readonly fileName: string;
  readonly bytes: number;
  readonly total: number;
  readonly drawn: number;
  readonly leftOut: readonly LeftOut[];
}

const written = (leftOut: readonly LeftOut[]): string | null => (leftOut.length === 0 ? null : JSON.stringify(leftOut));

export function asDownload({ supplierIds, leftOut, ...row }: DownloadRow): Download {
  return {
    ...row,
    supplierIds: supplierIds === null ? null : (JSON.parse(supplierIds) as SupplierId[]),
    leftOut: leftOut === null ? [] : (JSON.parse(leftOut) as LeftOut[]),
  };
}
