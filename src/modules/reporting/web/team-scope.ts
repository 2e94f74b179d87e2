import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId, type PersonId } from '#kernel/id';
import { NotFound } from '#platform/http/errors';
import { TeamReadModel } from '../data/team.read-model';
import { type Query, textIn } from './question';

/** Whose line somebody looks at. */
export interface TeamScope {
  readonly managerId: PersonId;
  /** The manager's name when it is another's line; null for one's own. */
  readonly managerName: string | null;
}

/** A manager sees the own line; HR may name any manager. Anybody else's is not there. */
@Injectable()
export class TeamScopes {
  constructor(private readonly team: TeamReadModel) {}

  async of(ctx: Context, query: Query): Promise<TeamScope> {
    if (ctx.actor.kind !== 'person') throw new NotFound('nobody has no team');
    const own = ctx.actor.personId;
    const asked = textIn(query, 'manager') ?? own;
    if (asked === own) return { managerId: own, managerName: null };
    if (!isHr(ctx) || !isId(asked)) throw new NotFound("not this person's line");
    const manager = await this.team.nameOf(asked as PersonId);
    if (manager === null) throw new NotFound('no such person');
    return { managerId: asked as PersonId, managerName: `${manager.givenName} ${manager.familyName}` };
  }
}

export function isHr({ actor }: Context): boolean {
  return actor.kind === 'person' && actor.roles.includes('hr');
}
