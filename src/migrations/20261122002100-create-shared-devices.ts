import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarDate, id, instant, longText, reference, shortText, table, wholeNumber } from '#platform/database/columns';

/** Ways in for people without e-mail: shared devices and who is at them, text messages, and the facts that people told a helper. */
export class CreateSharedDevices20261122002100 implements MigrationInterface {
  name = 'CreateSharedDevices20261122002100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        'shared_device',
        {
          id: id(),
          name: shortText(80),
          site_id: reference('site', { nullable: true }),
          pairing_hash: shortText(64, { nullable: true }),
          pairing_until: instant({ nullable: true }),
          token_hash: shortText(64, { nullable: true }),
          created_at: instant(),
          created_by: reference('person', { nullable: true }),
          paired_at: instant({ nullable: true }),
          paired_by: reference('person', { nullable: true }),
          last_seen_at: instant({ nullable: true }),
          revoked_at: instant({ nullable: true }),
          revoked_by: reference('person', { nullable: true }),
        },
        { unique: [['pairing_hash'], ['token_hash']] },
      ),
    );
    await runner.createTable(
      table(
        'device_session',
        {
          id: id(),
          token_hash: shortText(64),
          device_id: reference('shared_device'),
          person_id: reference('person'),
          watched: wholeNumber(),
          created_at: instant(),
          seen_at: instant(),
        },
        { unique: [['token_hash']], indexes: [['device_id'], ['person_id'], ['seen_at']] },
      ),
    );
    await runner.createTable(table('fact_try', { id: id(), on_day: calendarDate(), failures: wholeNumber() }));
    await runner.createTable(
      table(
        'sms_outbox',
        {
          id: id(),
          unique_key: shortText(200),
          recipient: shortText(16),
          text: longText(),
          queued_at: instant(),
          due_at: instant(),
          attempts: wholeNumber(),
          sent_at: instant({ nullable: true }),
          failed_at: instant({ nullable: true }),
          problem: longText({ nullable: true }),
        },
        { unique: [['unique_key']], indexes: [['sent_at', 'failed_at', 'due_at']] },
      ),
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
