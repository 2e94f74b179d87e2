import { Injectable } from '@nestjs/common';
import { newId, type PersonId } from '#kernel/id';
import type { Locale } from '#kernel/locale';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { Engagement, Person } from '../domain/person';

/** People one by one, beside the files that bring them by the thousand. */
@Injectable()
export class Persons {
  constructor(private readonly db: Database) {}

  holderOf(key: { readonly codeKey: string } | { readonly email: string }): Promise<{ readonly id: PersonId } | null> {
    return this.db.row('email' in key ? sql`SELECT id FROM person WHERE email = ${key.email}` : sql`SELECT id FROM person WHERE code_key = ${key.codeKey}`);
  }

  async add(person: Person, engagement: Omit<Engagement, 'id' | 'personId'>): Promise<void> {
    await this.db.insert('person', [person]);
    await this.db.insert('engagement', [{ id: newId(), personId: person.id, ...engagement }]);
  }

  async speak(id: PersonId, language: Locale): Promise<void> {
    await this.db.update('person', id, { language });
  }
}
