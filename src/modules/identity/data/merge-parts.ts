import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { PersonId } from '#kernel/id';
import { type MergedPair, PersonMergeParts } from '#modules/people';
import { Database } from '#platform/database/database';
import { raw, sql } from '#platform/database/sql';
import { kindFor } from '../domain/new-secret';
import { Credentials } from './credentials.repository';

/** What somebody may do follows them, and the secret where the kept record has none; every way in as the merged record ends. */
@Injectable()
export class IdentityMergeParts implements OnModuleInit {
  constructor(
    private readonly parts: PersonMergeParts,
    private readonly credentials: Credentials,
    private readonly db: Database,
  ) {}

  onModuleInit(): void {
    this.parts.add(
      {
        table: 'role_grant',
        column: 'person_id',
        fate: 'moves',
        place: 20,
        settle: (pair) => this.lend(pair),
        unsettle: (pair, [lent]) => (lent === undefined ? Promise.resolve() : this.takeBack(pair, lent)),
      },
      { table: 'session', column: 'person_id', fate: 'ends' },
      { table: 'device_session', column: 'person_id', fate: 'ends' },
      {
        table: 'activation',
        column: 'person_id',
        fate: 'stays',
        because: 'a slip or link of the merged record opens nothing while it is merged, and what it was again if that is undone',
      },
    );
  }

  /** A PIN opens nothing for somebody with an address, as everywhere: they get a link. What the merged record keeps of it opens nothing. */
  private async lend({ ctx, kept, merged }: MergedPair): Promise<string[]> {
    const [own, others] = [await this.secretsOf(kept), await this.secretsOf(merged)];
    const kind = kindFor({ email: own?.email ?? others?.email ?? null });
    const hash = (kind === 'pin' ? others?.pinHash : others?.passwordHash) ?? null;
    if (hash === null || own?.pinHash != null || own?.passwordHash != null) return [];
    await this.credentials.replace(kept, kind, hash, ctx.now);
    return [hash];
  }

  /** Unless it has been replaced by one of the kept record's own. */
  private async takeBack({ ctx, kept }: MergedPair, lent: string): Promise<void> {
    const own = await this.secretsOf(kept);
    if (own?.pinHash !== lent && own?.passwordHash !== lent) return;
    await this.credentials.withdraw(kept, ctx.now);
    for (const table of ['session', 'device_session']) await this.db.execute(sql`DELETE FROM ${raw(table)} WHERE person_id = ${kept}`);
  }

  private secretsOf(personId: PersonId): Promise<{ email: string | null; pinHash: string | null; passwordHash: string | null } | null> {
    return this.db.row(sql`
      SELECT p.email, c.pin_hash, c.password_hash FROM person p LEFT JOIN credential c ON c.id = p.id WHERE p.id = ${personId}`);
  }
}
