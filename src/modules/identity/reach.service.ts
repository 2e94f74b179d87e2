import { Injectable } from '@nestjs/common';
import type { Context, PersonActor } from '#kernel/context';
import { isId, type PersonId } from '#kernel/id';
import { NotFound } from '#platform/http/errors';
import { AccessOverview } from './data/access-overview.read-model';

/** Whom somebody may help in: not theirs and not there are the same. */
@Injectable()
export class Reach {
  constructor(private readonly overview: AccessOverview) {}

  /** @throws NotFound for an id that is none, somebody who is not there, or not this actor's to help. */
  async person(ctx: Context, id: string): Promise<PersonId> {
    if (!isId(id) || !(await this.overview.reaches(helperOf(ctx), ctx.today, id as PersonId))) throw new NotFound('not theirs to help');
    return id as PersonId;
  }
}

export function helperOf({ actor }: Context): PersonActor {
  if (actor.kind !== 'person') throw new NotFound('only people help people');
  return actor;
}

export const isHr = (ctx: Context): boolean => helperOf(ctx).roles.includes('hr');
