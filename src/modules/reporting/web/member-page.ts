import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { PersonId } from '#kernel/id';
import { AccreditationService, inShelf } from '#modules/accreditation';
import { NotFound } from '#platform/http/errors';
import { ViewEngine } from '#platform/views/engine';
import { RecordOfPersonReadModel } from '../data/record-of-person.read-model';
import type { Whose } from '../domain/whose';
import { sayer } from './say';
import { memberView } from './member.view';

/** The page of one person, for whoever answers for them. */
@Injectable()
export class MemberPage {
  constructor(
    private readonly records: RecordOfPersonReadModel,
    private readonly accreditation: AccreditationService,
    private readonly views: ViewEngine,
  ) {}

  async of(ctx: Context, personId: PersonId, back: { readonly href: string; readonly label: string }, whose: Whose | null = null) {
    const person = await this.records.person(personId, ctx.today, whose);
    if (person === null) throw new NotFound('no such person');
    const [rounds, diplomas] = await Promise.all([
      this.records.rounds(personId, ctx.locale, ctx.today),
      this.accreditation.shelfOf(personId),
    ]);
    const say = sayer(this.views, ctx.locale);
    return {
      back: back.href,
      backLabel: say(back.label),
      ...memberView(person, rounds, inShelf(diplomas, personId).standing, ctx.today, say),
    };
  }
}
