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
import { Rosters } from './data/roster.repository';
import { isSameSpan, type StartRefusal } from './domain/engagement-change';
import { codeKeyOf, searchKeyOf } from './domain/person';
import { type AskedEngagement, EngagementsService, type PlaceRefusal } from './engagements.service';
import { RosterFollowers } from './roster-followers';

export interface NewColleague {
  readonly personCode: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: EmailAddress | null;
  readonly language: Locale;
}

/** What a person is called and how to reach them. The code is theirs for good. */
export interface Details extends Omit<NewColleague, 'personCode'> {
  readonly phone: string | null;
  readonly nationalId: string | null;
  readonly birthYear: number | null;
}

/** People one by one: somebody new, what they are called, and the language that each reads. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly persons: Persons,
    private readonly engagements: EngagementsService,
    private readonly rosters: Rosters,
    private readonly followers: RosterFollowers,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** Somebody of the staff from today, in the zone of the company. */
  async join(ctx: Context, colleague: NewColleague): Promise<Outcome<PersonId, 'code-taken' | 'email-taken'>> {
    const place = { supplier: null, team: null, site: null, jobTitle: null, managerCode: null } as const;
    const span = { kind: 'staff', fromOn: dateIn(ctx.zone, ctx.now), untilOn: null } as const;
    const joined = await this.enrol(ctx, { ...colleague, phone: null, nationalId: null, birthYear: null }, { ...place, ...span });
    if (joined.ok || joined.refusal === 'code-taken' || joined.refusal === 'email-taken')
      return joined as Outcome<PersonId, 'code-taken' | 'email-taken'>;
    throw new Error(`an engagement without a place was refused: ${joined.refusal}`);
  }

  /** Somebody whom the roster does not know yet, with the first engagement. */
  async enrol(
    ctx: Context,
    { personCode, ...details }: Details & { readonly personCode: string },
    asked: AskedEngagement,
  ): Promise<Outcome<PersonId, 'code-taken' | 'email-taken' | 'already-joined' | StartRefusal | PlaceRefusal>> {
    return this.work.run(async () => {
      await this.rosters.hold();
      const codeKey = codeKeyOf(personCode);
      const holder = await this.persons.holderOf({ codeKey });
      if (holder) return (await this.isThem(ctx, holder.id, details, asked)) ? refused('already-joined') : refused('code-taken');
      if (details.email !== null && (await this.persons.holderOf({ email: details.email }))) return refused('email-taken');
      const id = newId<'person'>();
      const engagement = await this.engagements.begin(ctx, id, asked);
      if (!engagement.ok) return engagement;
      const searchKey = searchKeyOf({ ...details, personCode });
      await this.persons.add({ id, personCode, codeKey, ...details, mergedIntoId: null, searchKey, createdAt: ctx.now }, engagement.value);
      await this.followers.tell(ctx, [id]);
      await this.audit.record(ctx, {
        action: 'person.joined',
        subject: { type: 'person', id },
        detail: { personCode, ...engagement.value },
      });
      return done(id);
    });
  }

  async describe(ctx: Context, personId: PersonId, details: Details): Promise<Outcome<PersonId, 'no-such-person' | 'email-taken'>> {
    return this.work.run(async () => {
      await this.rosters.hold();
      const person = await this.persons.find(personId);
      if (!person || person.mergedIntoId !== null) return refused('no-such-person');
      const holder = details.email === null ? null : await this.persons.holderOf({ email: details.email });
      if (holder && holder.id !== personId) return refused('email-taken');
      const changed = FIELDS.filter((field) => person[field] !== details[field]);
      if (changed.length === 0) return done(personId);
      await this.persons.change(personId, { ...details, searchKey: searchKeyOf({ ...details, personCode: person.personCode }) });
      // Names of the fields only: what a document or a phone was is nobody's business in a log that never forgets.
      await this.audit.record(ctx, { action: 'person.described', subject: { type: 'person', id: personId }, detail: { changed } });
      return done(personId);
    });
  }

  /** The same name, for the same employer, from the same day: the form was sent twice. */
  private async isThem(ctx: Context, id: PersonId, details: Details, asked: AskedEngagement): Promise<boolean> {
    const person = await this.persons.find(id);
    if (person?.givenName !== details.givenName || person.familyName !== details.familyName) return false;
    const terms = await this.engagements.begin(ctx, id, asked);
    return terms.ok && (await this.engagements.of(id)).some((engagement) => isSameSpan(terms.value, engagement));
  }

  async speak(ctx: Context, personId: PersonId, language: Locale): Promise<void> {
    await this.work.run(async () => {
      await this.persons.speak(personId, language);
      await this.audit.record(ctx, { action: 'person.language-chosen', subject: { type: 'person', id: personId }, detail: { language } });
    });
  }
}

const FIELDS = [
  'givenName',
  'familyName',
  'email',
  'phone',
  'nationalId',
  'birthYear',
  'language',
] as const satisfies readonly (keyof Details)[];
