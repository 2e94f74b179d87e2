import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, instant, longText, shortText, table, wholeNumber } from '#platform/database/columns';

export class CreatePlatform20261122000100 implements MigrationInterface {
  name = 'CreatePlatform20261122000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(table('setting', { key: shortText(60, { primary: true }), value: longText() }));
    await runner.createTable(
      table(
        'job_run',
        {
          id: id(),
          job: shortText(60),
          slot: shortText(24),
          attempts: wholeNumber(),
          started_at: instant(),
          lease_until: instant(),
          finished_at: instant({ nullable: true }),
          exhausted_at: instant({ nullable: true }),
          handled: wholeNumber({ nullable: true }),
          problem: longText({ nullable: true }),
        },
        { unique: [['job', 'slot']] },
      ),
    );
    await runner.createTable(
      table(
        'mail_outbox',
        {
          id: id(),
          unique_key: shortText(200),
          recipient: shortText(254),
          subject: shortText(400),
          text: longText(),
          html: longText(),
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
    await runner.createTable(
      table(
        'audit_line',
        {
          seq: wholeNumber({ primary: true }),
          at: instant(),
          actor_id: shortText(36, { nullable: true }),
          actor_name: shortText(200),
          action: shortText(80),
          subject_type: shortText(40),
          subject_id: shortText(60),
          detail: longText(),
          previous_hash: shortText(64),
          hash: shortText(64),
        },
        { indexes: [['subject_type', 'subject_id']] },
      ),
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
