import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { CurriculumService } from '#modules/curriculum';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { sayer } from '#platform/views/say';
import type { Pack, Scope } from '../domain/pack';
import type { Facts, Values } from '../domain/values';
import { factsOfEmployer, factsOfPerson, type FieldRefusals, LegalService } from '../legal.service';
import { fieldsView, typedIn } from './fields.view';
import { PackOfPage } from './pack-of-page';

interface Subject {
  readonly name: string;
  /** Where the form sends what is typed. */
  readonly action: string;
  readonly back: string;
  readonly facts: Facts;
  readonly written: Values;
}

/** What a pack needs to know of an employer, of a unit and of a person, written by hand. */
@Controller('legal/:pack')
@Requires('diplomas.write')
export class LegalDataController {
  constructor(
    private readonly legal: LegalService,
    private readonly named: PackOfPage,
    private readonly curriculum: CurriculumService,
    private readonly views: ViewEngine,
  ) {}

  @Get('employers/:subject')
  async employer(@Ctx() ctx: Context, @Param('pack') name: string, @Param('subject') subject: string): Promise<Reply> {
    const { pack } = await this.named.pack(name);
    return this.form(ctx, pack, 'employer', await this.employerOf(ctx, pack, subject));
  }

  @Post('employers/:subject')
  async writeEmployer(
    @Ctx() ctx: Context,
    @Param('pack') name: string,
    @Param('subject') subject: string,
    @Body() body: unknown,
  ): Promise<Reply> {
    const { pack } = await this.named.pack(name);
    const of = await this.employerOf(ctx, pack, subject);
    const typed = typedIn(pack, 'employer', body);
    const { fields } = await this.legal.write(ctx, pack, 'employer', subject, typed);
    return fields === undefined ? written(of) : this.form(ctx, pack, 'employer', of, typed, fields);
  }

  @Get('units/:unit')
  async unit(@Ctx() ctx: Context, @Param('pack') name: string, @Param('unit') unit: string): Promise<Reply> {
    const { pack } = await this.named.pack(name);
    return this.form(ctx, pack, 'unit', await this.unitOf(ctx, pack, unit));
  }

  @Post('units/:unit')
  async writeUnit(@Ctx() ctx: Context, @Param('pack') name: string, @Param('unit') unit: string, @Body() body: unknown): Promise<Reply> {
    const { pack } = await this.named.pack(name);
    const of = await this.unitOf(ctx, pack, unit);
    const typed = typedIn(pack, 'unit', body);
    const { fields } = await this.legal.write(ctx, pack, 'unit', unit, typed);
    return fields === undefined ? written(of) : this.form(ctx, pack, 'unit', of, typed, fields);
  }

  @Get('people/:person')
  async person(@Ctx() ctx: Context, @Param('pack') name: string, @Param('person') person: string): Promise<Reply> {
    const { pack } = await this.named.pack(name);
    return this.form(ctx, pack, 'person', await this.personOf(ctx, pack, person));
  }

  @Post('people/:person')
  async writePerson(
    @Ctx() ctx: Context,
    @Param('pack') name: string,
    @Param('person') person: string,
    @Body() body: unknown,
  ): Promise<Reply> {
    const { pack } = await this.named.pack(name);
    const { id } = await this.named.person(ctx, person);
    const of = await this.personOf(ctx, pack, person);
    const typed = typedIn(pack, 'person', body);
    const { fields } = await this.legal.writePerson(ctx, pack, id, typed);
    return fields === undefined ? written(of) : this.form(ctx, pack, 'person', of, typed, fields);
  }

  private async employerOf(ctx: Context, pack: Pack, subject: string): Promise<Subject> {
    const { employer, written: own } = await this.named.employer(ctx, pack, subject);
    const action = `/legal/${pack.pack}/employers/${subject}`;
    return { name: employer.name, action, back: `/legal/${pack.pack}`, facts: factsOfEmployer(employer), written: own };
  }

  private async unitOf({ locale }: Context, pack: Pack, unit: string): Promise<Subject> {
    const found = (await this.curriculum.units()).find((one) => one.unit === unit);
    if (found === undefined) throw new NotFound('no such unit');
    const own = (await this.legal.units(pack)).get(unit) ?? {};
    return { name: found.title[locale], action: `/legal/${pack.pack}/units/${unit}`, back: `/legal/${pack.pack}`, facts: {}, written: own };
  }

  private async personOf(ctx: Context, pack: Pack, id: string): Promise<Subject> {
    const person = await this.named.person(ctx, id);
    return {
      name: `${person.givenName} ${person.familyName}`,
      action: `/legal/${pack.pack}/people/${id}`,
      back: `/legal/${pack.pack}/people`,
      facts: factsOfPerson(person),
      written: await this.legal.writtenOf(pack, person),
    };
  }

  private form({ locale }: Context, pack: Pack, scope: Scope, of: Subject, typed: Values = {}, refusals: FieldRefusals = {}): Reply {
    const view = fieldsView(pack, scope, { ...of, typed }, refusals, locale, sayer(this.views, locale));
    const { name, action, back } = of;
    return page('legal/data', { ...view, name, action, back, pack: pack.title[locale] }, { status: view.errorList ? 422 : 200 });
  }
}

const written = ({ back }: Subject): Reply => redirect(back, { kind: 'done', key: 'legal.flash.written' });
