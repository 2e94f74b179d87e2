import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId } from '#kernel/id';
import { ACCESS_POLICY, type AccessPolicy, Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { page, type Reply } from '#platform/http/reply';
import { AbsencesService } from '../absences.service';
import { type PeopleFilter, PeopleListReadModel, WHO, type Who } from '../data/people-list.read-model';
import { DuplicatesReadModel } from '../data/duplicates.read-model';
import { RequestsReadModel } from '../data/requests.read-model';
import { RosterImportsReadModel } from '../data/roster-imports.read-model';
import { PersonPageReadModel } from '../data/person-page.read-model';
import { pageNumber, pagingOf } from '#platform/http/paging';
import { peopleView, queryOf } from './people.view';
import { REPORTS_SHOWN, personView } from './person.view';

const PAGE = 50;

@Controller('people')
export class PeopleController {
  constructor(
    private readonly list: PeopleListReadModel,
    private readonly one: PersonPageReadModel,
    private readonly absences: AbsencesService,
    private readonly duplicates: DuplicatesReadModel,
    private readonly requests: RequestsReadModel,
    private readonly imports: RosterImportsReadModel,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  @Get()
  @Requires('roster.read')
  async index(@Ctx() ctx: Context, @Query() query: Record<string, unknown>): Promise<Reply> {
    const filter = filterOf(query);
    const number = pageNumber(query['page']);
    const [people, total, headcount, teams, suppliers] = await Promise.all([
      this.list.page(filter, ctx.today, (number - 1) * PAGE, PAGE),
      this.list.count(filter, ctx.today),
      this.list.headcount(ctx.today),
      this.list.teams(),
      this.list.suppliers(),
    ]);
    const paging = pagingOf('/people', queryOf(filter), number, PAGE, total);
    const mayBring = this.policy.may(ctx.actor, 'roster.write');
    const waiting = mayBring ? await this.waiting() : null;
    return page('people/roster', { ...peopleView(filter, ctx.today, mayBring, { people, headcount, teams, suppliers, paging }), waiting });
  }

  private async waiting() {
    const [requests, duplicates, files] = await Promise.all([this.requests.waiting(), this.duplicates.waiting(), this.imports.waiting()]);
    return { requests, duplicates, files, isAnything: requests + files > 0 };
  }

  @Get(':id')
  @Requires('roster.read')
  async show(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const person = isId(id) ? await this.one.person(id) : null;
    if (!person) throw new NotFound();
    const [engagements, reports, absences] = await Promise.all([
      this.one.engagements(id),
      this.one.reports(id, ctx.today, REPORTS_SHOWN),
      this.absences.of(person.id),
    ]);
    const isHr = ctx.actor.kind === 'person' && ctx.actor.roles.includes('hr');
    const mayChange = this.policy.may(ctx.actor, 'roster.write');
    const merges = mayChange ? await this.duplicates.mergesOf(person.id) : [];
    const view = personView(person, engagements, reports, absences, { today: ctx.today, mayChange });
    return page('people/person', {
      ...view,
      why: `/people/${id}/why`,
      exemptions: `/people/${id}/exemptions`,
      diplomas: person.mergedIntoId === null ? `/people/${id}/diplomas` : null,
      access: isHr && person.mergedIntoId === null ? `/people/${id}/access` : null,
      // Only the last merge can be taken apart: the ones before it lie under it.
      merges: merges.map((merge, index) => ({ ...merge, undoPath: index === 0 ? `/people/merges/${merge.id}/undoing` : null })),
    });
  }
}

function filterOf(query: Readonly<Record<string, unknown>>): PeopleFilter {
  const text = (name: string): string => (typeof query[name] === 'string' ? query[name].trim().slice(0, 100) : '');
  const id = (name: string): string | null => (isId(text(name)) ? text(name) : null);
  const who: Who = WHO.find((one) => one === query['who']) ?? 'here';
  return { who, words: text('q'), teamId: id('team'), supplierId: id('supplier') };
}
