import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { newId } from '#kernel/id';
import { dateIn, startOfDay } from '#kernel/instant';
import { done, type Outcome, refused } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { CurriculumService } from '#modules/curriculum';
import { CompanyService } from '#modules/people';
import { UnitOfWork } from '#platform/database/unit-of-work';
import type { PaperRow } from './data/legal-paper.entity';
import { LegalValues } from './data/legal-values.repository';
import { PackLibrary } from './data/pack-library';
import { Papers, type Trained } from './data/papers.repository';
import type { Pack } from './domain/pack';
import { contentOf, type Paper, type PaperContent, type PaperId } from './domain/paper';
import type { Facts, Values } from './domain/values';
import { dueAfter } from './domain/working-days';
import { factsOfEmployer, factsOfPerson, OWN_COMPANY, type PackInUse } from './legal.service';

const CHUNK = 500;

/** The papers themselves: made when nothing is missing, made anew when something was wrong, and handed over. */
@Injectable()
export class PapersService {
  constructor(
    private readonly papers: Papers,
    private readonly values: LegalValues,
    private readonly library: PackLibrary,
    private readonly curriculum: CurriculumService,
    private readonly company: CompanyService,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** How many papers could be made now, and for how many something is missing. */
  async outlook(ctx: Context, { pack, inUseFrom }: PackInUse): Promise<{ readonly ready: number; readonly lacking: number }> {
    if (inUseFrom === null) return { ready: 0, lacking: 0 };
    const count = { ready: 0, lacking: 0 };
    for await (const { contents, trained } of this.waiting(ctx, pack, startOfDay(ctx.zone, inUseFrom))) {
      count.ready += contents.length;
      count.lacking += trained.length - contents.length;
    }
    return count;
  }

  /** Makes every paper for which nothing is missing; returns how many. */
  async issueReady(ctx: Context, { pack, inUseFrom }: PackInUse): Promise<number> {
    if (inUseFrom === null) return 0;
    let issued = 0;
    for await (const { contents } of this.waiting(ctx, pack, startOfDay(ctx.zone, inUseFrom))) {
      issued += await this.work.run(async () => {
        const rows = contents.map(({ of, content }) => rowOf(ctx, pack, of, content, 1));
        const added = await this.papers.add(rows);
        if (added > 0) await this.note(ctx, 'legal.papers-issued', pack, { papers: added });
        return added;
      });
    }
    return issued;
  }

  /** The same paper with what is known now; the one before stays in the record. */
  reissue(ctx: Context, id: PaperId): Promise<Outcome<PaperId, 'not-there' | 'already-replaced' | 'something-missing'>> {
    return this.work.run(async () => {
      const old = await this.papers.find(id);
      const pack = old === null ? null : this.library.find(old.pack);
      const trained = old === null ? null : await this.papers.of(old.completionId);
      if (old === null || pack === null || trained === null) return refused('not-there');
      const made = (await this.contents(ctx, pack, [trained]))[0];
      if (made === undefined) return refused('something-missing');
      if (!(await this.papers.supersede(id, ctx.now))) return refused('already-replaced');
      const row = rowOf(ctx, pack, trained, made.content, old.issue + 1);
      await this.papers.add([row]);
      await this.audit.record(ctx, {
        action: 'legal.paper-replaced',
        subject: { type: 'legal-paper', id },
        detail: { person: old.personId, pack: pack.pack, by: row.id },
      });
      return done(row.id);
    });
  }

  /** Handed over today; returns how many were not before. */
  deliver(ctx: Context, pack: Pack, one: PaperId | null): Promise<number> {
    return this.work.run(async () => {
      const delivered =
        one === null ? await this.papers.deliverAll(pack.pack, ctx.today) : Number(await this.papers.deliver(one, ctx.today));
      if (delivered > 0)
        await this.note(ctx, 'legal.papers-delivered', pack, { papers: delivered, ...(one === null ? {} : { paper: one }) });
      return delivered;
    });
  }

  async find(id: PaperId): Promise<{ readonly paper: Paper; readonly pack: Pack } | null> {
    const row = await this.papers.find(id);
    const pack = row === null ? null : this.library.find(row.pack);
    return row === null || pack === null ? null : { paper: { ...row, content: JSON.parse(row.content) as PaperContent }, pack };
  }

  private async *waiting(ctx: Context, pack: Pack, from: string) {
    let after = '';
    for (;;) {
      const trained = await this.papers.waiting(pack.pack, from as Trained['completedAt'], after, CHUNK);
      const last = trained.at(-1);
      if (last === undefined) return;
      yield { trained, contents: await this.contents(ctx, pack, trained) };
      after = last.completionId;
    }
  }

  /** Of those for whom nothing is missing. */
  private async contents(
    ctx: Context,
    pack: Pack,
    trained: readonly Trained[],
  ): Promise<readonly { of: Trained; content: PaperContent }[]> {
    const [{ name }, people, employers, units] = await Promise.all([
      this.company.current(),
      this.values.ofPeople(
        pack.pack,
        trained.map(({ personId }) => personId),
      ),
      this.values.shared(pack.pack, 'employer'),
      this.values.shared(pack.pack, 'unit'),
    ]);
    const made: { of: Trained; content: PaperContent }[] = [];
    for (const of of trained) {
      const edition = await this.curriculum.edition(of.editionId);
      const known = (values: ReadonlyMap<string, Values>, subject: string): Values => values.get(subject) ?? {};
      const written = {
        person: known(people, of.personId),
        employer: known(employers, of.supplierId ?? OWN_COMPANY),
        unit: known(units, edition.unit),
      };
      const employer = of.supplierName === null ? { name, taxId: null } : { name: of.supplierName, taxId: of.supplierTaxId };
      const result = contentOf(pack, written, {
        ...factsOfPerson(of),
        ...factsOfEmployer(employer),
        'unit.title': edition.locales[pack.language].title,
        'unit.hours': String(edition.hours),
        ...periodOf(ctx, of),
      });
      if ('content' in result) made.push({ of, content: result.content });
    }
    return made;
  }

  private async note(ctx: Context, action: string, { pack }: Pack, detail: Readonly<Record<string, unknown>>): Promise<void> {
    await this.audit.record(ctx, { action, subject: { type: 'legal-pack', id: pack }, detail });
  }
}

function periodOf({ zone }: Context, { startedAt, completedAt }: Trained): Facts {
  return { 'period.from': dateIn(zone, startedAt ?? completedAt), 'period.to': dateIn(zone, completedAt) };
}

function rowOf(ctx: Context, pack: Pack, { completionId, personId, completedAt }: Trained, content: PaperContent, issue: number): PaperRow {
  return {
    id: newId<'legal-paper'>(),
    pack: pack.pack,
    completionId,
    personId,
    issue,
    content: JSON.stringify(content),
    issuedAt: ctx.now,
    dueOn: dueAfter(dateIn(ctx.zone, completedAt), pack.deadline),
    deliveredOn: null,
    supersededAt: null,
  };
}
