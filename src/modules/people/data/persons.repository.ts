import { Injectable } from '@nestjs/common';
import { newId, type PersonId } from '#kernel/id';
import type { Locale } from '#kernel/locale';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { EngagementTerms } from '../domain/engagement-change';
import type { Person } from '../domain/person';

/** People one by one, beside the files that bring them by the thousand. */
@Injectable()
export class Persons {
  constructor(private readonly db: Database) {}

  find(id: PersonId): Promise<Person | null> {
    return this.db.row(sql`SELECT * FROM person WHERE id = ${id}`);
  }

  holderOf(key: { readonly codeKey: string } | { readonly email: string }): Promise<{ readonly id: PersonId } | null> {
    return this.db.row('email' in key ? sql`SELECT id FROM person WHERE email = ${key.email}` : sql`SELECT id FROM person WHERE code_key = ${key.codeKey}`);
  }

  /** Whoever has this code and stands for themselves. */
  living(codeKey: string): Promise<{ readonly id: PersonId } | null> {
    return this.db.row(sql`SELECT id FROM person WHERE code_key = ${codeKey} AND merged_into_id IS NULL`);
  }

  async isLive(id: PersonId): Promise<boolean> {
    return (await this.db.row(sql`SELECT id FROM person WHERE id = ${id} AND merged_into_id IS NULL`)) !== null;
  }

  async add(person: Person, engagement: EngagementTerms): Promise<void> {
    await this.db.insert('person', [person]);
    await this.db.insert('engagement', [{ id: newId(), personId: person.id, ...engagement, recordedAt: person.createdAt }]);
  }

  async change(id: PersonId, changes: Partial<Person>): Promise<void> {
    await this.db.update('person', id, changes);
  }

  async speak(id: PersonId, language: Locale): Promise<void> {
    await this.db.update('person', id, { language });
  }
}
