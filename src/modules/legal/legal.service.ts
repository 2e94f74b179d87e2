import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import type { PersonId } from '#kernel/id';
import { done, type Outcome, refused } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { CompanyService } from '#modules/people';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { type LegalEmployer, LegalPeopleReadModel, type LegalPerson } from './data/legal-people.read-model';
import { LegalValues } from './data/legal-values.repository';
import { PackLibrary } from './data/pack-library';
import type { Pack, PackField, Scope } from './domain/pack';
import { accept, type Facts, fieldsOf, missingIn, type Values } from './domain/values';

export interface PackInUse {
  readonly pack: Pack;
  /** What is completed from that day on asks for a paper; null while the company does not use it. */
  readonly inUseFrom: CalendarDate | null;
}

/** Somebody, or an employer, of whom fields are missing. */
export interface Gap<T> {
  readonly of: T;
  readonly missing: readonly PackField[];
}

export interface Gaps {
  readonly people: readonly Gap<LegalPerson>[];
  readonly employers: readonly Gap<LegalEmployer>[];
}

export type FieldRefusals = Readonly<
  Record<string, { readonly refusal: string; readonly details: Readonly<Record<string, string | number>> }>
>;

/** Which packs the company uses, and what is known under their fields. */
@Injectable()
export class LegalService {
  constructor(
    private readonly library: PackLibrary,
    private readonly values: LegalValues,
    private readonly people: LegalPeopleReadModel,
    private readonly company: CompanyService,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  async packs(): Promise<readonly PackInUse[]> {
    const used = new Map((await this.values.packsInUse()).map(({ pack, inUseFrom }) => [pack, inUseFrom]));
    return this.library.all().map((pack) => ({ pack, inUseFrom: used.get(pack.pack) ?? null }));
  }

  /** As it comes with the product, in use or not. */
  find(name: string): Pack | null {
    return this.library.find(name);
  }

  async pack(name: string): Promise<PackInUse | null> {
    return (await this.packs()).find(({ pack }) => pack.pack === name) ?? null;
  }

  async use(ctx: Context, pack: Pack, from: CalendarDate): Promise<void> {
    await this.work.run(async () => {
      await this.values.use(pack.pack, from, ctx.now);
      await this.note(ctx, 'legal.pack-used', pack, { from });
    });
  }

  /** Papers that were made stay. */
  async stop(ctx: Context, pack: Pack): Promise<void> {
    await this.work.run(async () => {
      if (await this.values.stop(pack.pack)) await this.note(ctx, 'legal.pack-stopped', pack, {});
    });
  }

  /** Everybody who is here, and every employer, of whom something is missing. */
  async gaps(pack: Pack, today: CalendarDate): Promise<Gaps> {
    const required = fieldsOf(pack, 'person').filter(({ isRequired }) => isRequired);
    const lacking = await this.people.lacking(
      pack.pack,
      required.map(({ field }) => field),
      today,
    );
    const [written, employers] = await Promise.all([this.writtenOfPeople(pack, lacking), this.employers(pack, today)]);
    return {
      people: lacking.flatMap((of) => gapOf(of, missingIn(pack, 'person', written.get(of.id) ?? {}, factsOfPerson(of)))),
      employers: employers.flatMap(({ employer, written: own }) =>
        gapOf(employer, missingIn(pack, 'employer', own, factsOfEmployer(employer))),
      ),
    };
  }

  /** The company, then the suppliers that have people here, with what is written of each. */
  async employers(pack: Pack, today: CalendarDate): Promise<readonly { readonly employer: LegalEmployer; readonly written: Values }[]> {
    const [{ name }, suppliers, written] = await Promise.all([
      this.company.current(),
      this.people.suppliers(today),
      this.values.shared(pack.pack, 'employer'),
    ]);
    const own: LegalEmployer = { subject: OWN_COMPANY, name, taxId: null };
    return [own, ...suppliers].map((employer) => ({ employer, written: written.get(employer.subject) ?? {} }));
  }

  units(pack: Pack): Promise<ReadonlyMap<string, Values>> {
    return this.values.shared(pack.pack, 'unit');
  }

  async writtenOf(pack: Pack, person: LegalPerson): Promise<Values> {
    return (await this.values.ofPeople(pack.pack, [person.id])).get(person.id) ?? {};
  }

  /** Keeps what was typed of an employer or a unit, if all of it is right; what is empty is forgotten. */
  write(
    ctx: Context,
    pack: Pack,
    scope: Exclude<Scope, 'person'>,
    subject: string,
    typed: Values,
  ): Promise<Outcome<undefined, 'fields'> & { readonly fields?: FieldRefusals }> {
    return this.keep(pack, scope, typed, async (values) => {
      await this.values.writeShared(pack.pack, scope, subject, values, ctx.now);
      await this.note(ctx, 'legal.data-written', pack, { scope, subject, fields: Object.keys(values) });
    });
  }

  writePerson(
    ctx: Context,
    pack: Pack,
    personId: PersonId,
    typed: Values,
  ): Promise<Outcome<undefined, 'fields'> & { readonly fields?: FieldRefusals }> {
    return this.keep(pack, 'person', typed, async (values) => {
      await this.values.writePeople(pack.pack, new Map([[personId, values]]), ctx.now);
      await this.audit.record(ctx, {
        action: 'legal.person-written',
        subject: { type: 'person', id: personId },
        // The fields, not what stands in them: the log is read by more people than these data are.
        detail: { pack: pack.pack, fields: Object.keys(values) },
      });
    });
  }

  private async keep(pack: Pack, scope: Scope, typed: Values, write: (values: Readonly<Record<string, string | null>>) => Promise<void>) {
    const { values, refusals } = acceptAll(pack, scope, typed);
    if (Object.keys(refusals).length > 0) return { ...refused('fields'), fields: refusals };
    await this.work.run(() => write(values));
    return done();
  }

  private async writtenOfPeople(pack: Pack, people: readonly LegalPerson[]): Promise<ReadonlyMap<string, Values>> {
    const found = new Map<string, Values>();
    for (let from = 0; from < people.length; from += CHUNK) {
      const ids = people.slice(from, from + CHUNK).map(({ id }) => id);
      for (const [id, values] of await this.values.ofPeople(pack.pack, ids)) found.set(id, values);
    }
    return found;
  }

  private async note(ctx: Context, action: string, { pack }: Pack, detail: Readonly<Record<string, unknown>>): Promise<void> {
    await this.audit.record(ctx, { action, subject: { type: 'legal-pack', id: pack }, detail });
  }
}

export const OWN_COMPANY = 'company';
const CHUNK = 5000;

const gapOf = <T>(of: T, missing: readonly PackField[]): readonly Gap<T>[] => (missing.length === 0 ? [] : [{ of, missing }]);

export const factsOfPerson = (person: Pick<LegalPerson, 'givenName' | 'familyName' | 'nationalId' | 'jobTitle'>): Facts => ({
  'person.name': `${person.familyName} ${person.givenName}`,
  'person.given-name': person.givenName,
  'person.family-name': person.familyName,
  'person.national-id': person.nationalId,
  'person.job-title': person.jobTitle,
});

export const factsOfEmployer = ({ name, taxId }: Pick<LegalEmployer, 'name' | 'taxId'>): Facts => ({
  'employer.name': name,
  'employer.tax-id': taxId,
});

/** Each field of the scope that was typed, as it is kept, or why it is not. */
export function acceptAll(pack: Pack, scope: Scope, typed: Values) {
  const values: Record<string, string | null> = {};
  const refusals: Record<string, { refusal: string; details: Readonly<Record<string, string | number>> }> = {};
  for (const field of fieldsOf(pack, scope)) {
    const text = typed[field.field];
    if (text === undefined) continue;
    const accepted = accept(pack, field, text);
    if (accepted.ok) values[field.field] = accepted.value;
    else refusals[field.field] = { refusal: accepted.refusal, details: accepted.details };
  }
  return { values, refusals };
}
