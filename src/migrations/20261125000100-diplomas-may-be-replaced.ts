import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, instant, longText, reference, shortText, table, wholeNumber } from '#platform/database/columns';

/**
 * A diploma may accredit more than one completion (a year, a part of the programme) and may be replaced: what was unique on
 * the completion is now unique on what it accredits and on the number of its issue. Pictures of any kind are kept by hash.
 */
export class DiplomasMayBeReplaced20261125000100 implements MigrationInterface {
  name = 'DiplomasMayBeReplaced20261125000100';

  async up(runner: QueryRunner): Promise<void> {
    // A constraint cannot be taken out of an SQLite table, and two tables of PostgreSQL cannot share its name: so the rows wait aside.
    await runner.query('CREATE TABLE diploma_aside AS SELECT * FROM diploma');
    await runner.query('UPDATE diploma SET superseded_by = NULL');
    await runner.dropTable('diploma');
    await runner.createTable(
      table(
        'diploma',
        {
          id: id(),
          code: shortText(40),
          kind: shortText(12),
          accredits: shortText(40),
          issue: wholeNumber(),
          level: shortText(10),
          completion_id: reference('completion', { nullable: true }),
          person_id: reference('person'),
          edition_id: reference('edition', { nullable: true }),
          snapshot: longText(),
          snapshot_hash: shortText(64),
          issued_at: instant(),
          superseded_at: instant({ nullable: true }),
          superseded_by: reference('diploma', { nullable: true }),
          superseded_reason: shortText(500, { nullable: true }),
          revoked_at: instant({ nullable: true }),
          revoked_reason: shortText(40, { nullable: true }),
          revoked_note: shortText(500, { nullable: true }),
        },
        { unique: [['code'], ['person_id', 'kind', 'accredits', 'issue']], indexes: [['completion_id'], ['issued_at']] },
      ),
    );
    await runner.query(`
      INSERT INTO diploma (id, code, kind, accredits, issue, level, completion_id, person_id, edition_id, snapshot, snapshot_hash,
        issued_at, superseded_at, superseded_by, superseded_reason, revoked_at, revoked_reason, revoked_note)
      SELECT id, code, 'unit', edition_id, 1, 'learned', completion_id, person_id, edition_id, snapshot, snapshot_hash,
        issued_at, superseded_at, superseded_by, NULL, revoked_at, revoked_reason, NULL FROM diploma_aside`);
    await runner.query('DROP TABLE diploma_aside');

    await runner.createTable(table('diploma_picture', { hash: shortText(64, { primary: true }), content: longText() }));
    await runner.query('INSERT INTO diploma_picture (hash, content) SELECT hash, content FROM diploma_logo');
    await runner.dropTable('diploma_logo');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
