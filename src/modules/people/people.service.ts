import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { EmailAddress } from '#kernel/email-address';
import { newId, type PersonId } from '#kernel/id';
import { dateIn } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import { done, type Outcome, refused } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Persons } from './data/persons.repository';
import { codeKeyOf, searchKeyOf } from './domain/person';
import { RosterFollowers } from './roster-followers';

export interface NewColleague {
  readonly personCode: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: EmailAddress | null;
  readonly language: Locale;
}

/** People one by one: the first of a company, and the language that each reads. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly persons: Persons,
    private readonly followers: RosterFollowers,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** Somebody of the staff from today, in the zone of the company. */
  async join(ctx: Context, colleague: NewColleague): Promise<Outcome<PersonId, 'code-taken' | 'email-taken'>> {
    return this.work.run(async () => {
      const codeKey = codeKeyOf(colleague.personCode);
      if (await this.persons.holderOf({ codeKey })) return refused('code-taken');
      if (colleague.email !== null && (await this.persons.holderOf({ email: colleague.email }))) return refused('email-taken');
      const id = newId<'person'>();
      const person = {
        id,
        ...colleague,
        codeKey,
        phone: null,
        nationalId: null,
        birthYear: null,
        mergedIntoId: null,
        searchKey: searchKeyOf(colleague),
        createdAt: ctx.now,
      };
      const place = { kind: 'staff', supplierId: null, teamId: null, siteId: null, jobTitle: null, managerId: null } as const;
      await this.persons.add(person, { ...place, fromOn: dateIn(ctx.zone, ctx.now), untilOn: null });
      await this.followers.tell(ctx, [id]);
      await this.audit.record(ctx, {
        action: 'person.joined',
        subject: { type: 'person', id },
        detail: { personCode: colleague.personCode },
      });
      return done(id);
    });
  }

  async speak(ctx: Context, personId: PersonId, language: Locale): Promise<void> {
    await this.work.run(async () => {
      await this.persons.speak(personId, language);
      await this.audit.record(ctx, { action: 'person.language-chosen', subject: { type: 'person', id: personId }, detail: { language } });
    });
  }
}
