import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId, type PersonId } from '#kernel/id';
import { NotFound } from '#platform/http/errors';
import { TeamReadModel } from '../data/team.read-model';
import type { Whose } from '../domain/whose';
import { type Query, textIn } from './question';

/** Whose line somebody looks at. */
export interface TeamScope {
  readonly whose: Whose & { readonly kind: 'line' };
  /** The manager's name when it is another's line; null for one's own. */
  readonly managerName: string | null;
  /** What keeps an address in this scope. */
  readonly asked: { readonly manager: string | null };
}

/** A manager sees the own line; HR may name any manager. Anybody else's is not there. */
@Injectable()
export class TeamScopes {
  constructor(private readonly team: TeamReadModel) {}

  async of(ctx: Context, query: Query): Promise<TeamScope> {
    if (ctx.actor.kind !== 'person') throw new NotFound('nobody has no team');
    const own = ctx.actor.personId;
    const asked = textIn(query, 'manager') ?? own;
    if (asked === own) return { whose: { kind: 'line', managerId: own }, managerName: null, asked: { manager: null } };
    if (!isHr(ctx) || !isId(asked)) throw new NotFound("not this person's line");
    const managerId = asked as PersonId;
    const manager = await this.team.nameOf(managerId);
    if (manager === null) throw new NotFound('no such person');
    return { whose: { kind: 'line', managerId }, managerName: `${manager.givenName} ${manager.familyName}`, asked: { manager: managerId } };
  }
}

export function isHr({ actor }: Context): boolean {
  return actor.kind === 'person' && actor.roles.includes('hr');
}
