import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId } from '#kernel/id';
import { NotFound } from '#platform/http/errors';
import { type LegalEmployer, LegalPeopleReadModel, type LegalPerson } from '../data/legal-people.read-model';
import type { Pack } from '../domain/pack';
import type { Values } from '../domain/values';
import { LegalService, type PackInUse } from '../legal.service';

/** What an address of the legal pages names. Each throws NotFound where it is not there. */
@Injectable()
export class PackOfPage {
  constructor(
    private readonly legal: LegalService,
    private readonly people: LegalPeopleReadModel,
  ) {}

  async pack(name: string): Promise<PackInUse> {
    const found = await this.legal.pack(name);
    if (found === null) throw new NotFound('no such pack');
    return found;
  }

  async person(ctx: Context, id: string): Promise<LegalPerson> {
    const found = isId(id) ? await this.people.person(id, ctx.today) : null;
    if (found === null) throw new NotFound('no such person');
    return found;
  }

  async employer(ctx: Context, pack: Pack, subject: string): Promise<{ readonly employer: LegalEmployer; readonly written: Values }> {
    const found = (await this.legal.employers(pack, ctx.today)).find(({ employer }) => employer.subject === subject);
    if (found === undefined) throw new NotFound('no such employer');
    return found;
  }
}
