import type { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { SimulationReport } from './report';

/** What went out, by mail and by SMS, and the most that one recipient got between the opening of a round and the next. */
export async function messagesOf(database: Database): Promise<SimulationReport['messages']> {
  const said = sql`SELECT recipient, queued_at FROM mail_outbox WHERE sent_at IS NOT NULL
    UNION ALL SELECT recipient, queued_at FROM sms_outbox WHERE sent_at IS NOT NULL`;
  const all = await database.row<{ sent: number }>(sql`SELECT COUNT(*) AS sent FROM (${said}) AS said`);
  const most = await database.row<{ most: number | null }>(sql`
    SELECT MAX(messages) AS most FROM (
      SELECT COUNT(*) AS messages FROM (${said}) AS said
      JOIN round r ON r.kind = 'company' AND r.opened_at <= said.queued_at AND (r.closed_at IS NULL OR r.closed_at > said.queued_at)
      GROUP BY r.id, said.recipient) AS counted`);
  return { sent: all?.sent ?? 0, mostToOnePersonInARound: most?.most ?? 0 };
}
