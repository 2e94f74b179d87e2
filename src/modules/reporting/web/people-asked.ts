import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { NotFound } from '#platform/http/errors';
import { ViewEngine } from '#platform/views/engine';
import { CoverageReadModel } from '../data/coverage.read-model';
import { type Group, GROUPS } from '../domain/dimension';
import type { PeopleFilter } from '../domain/people-filter';
import { folded, keyIn, placeIn, type Query, textIn } from './question';
import { type Say, sayer } from './say';

/** Whom an address asks for: the page that names them and the file of the same people read it alike. */
export interface Asked {
  readonly filter: PeopleFilter;
  /** As it was typed. */
  readonly search: string;
  readonly names: Readonly<Record<Group, string | null>>;
  /** «Tienda · Limpieza SA»: whom it is about, when it is not about everybody. */
  readonly scope: string | null;
}

@Injectable()
export class PeopleAsked {
  constructor(
    private readonly coverage: CoverageReadModel,
    private readonly views: ViewEngine,
  ) {}

  /** A team that does not exist is not there, like any other page. */
  async of(ctx: Context, query: Query): Promise<Asked> {
    const search = textIn(query, 'q') ?? '';
    const filter = {
      place: placeIn(query),
      team: keyIn(query, 'team'),
      supplier: keyIn(query, 'supplier'),
      site: keyIn(query, 'site'),
      kind: keyIn(query, 'kind'),
      search: folded(search),
    };
    const names: Record<Group, string | null> = { team: null, supplier: null, site: null };
    for (const group of GROUPS) names[group] = await this.nameOf(group, filter[group]);
    return { filter, search, names, scope: scopeOf(filter, names, sayer(this.views, ctx.locale)) };
  }

  private async nameOf(group: Group, id: string | null): Promise<string | null> {
    if (id === null || id === '') return null;
    const name = await this.coverage.nameOf(group, id);
    if (name === null) throw new NotFound(`no such ${group}`);
    return name;
  }
}

function scopeOf(filter: PeopleFilter, names: Asked['names'], say: Say): string | null {
  const { kind } = filter;
  const groups = GROUPS.map((group) => (filter[group] === '' ? say(`coverage.none.${group}`) : names[group]));
  const kinds = kind === null ? null : say(kind === 'staff' || kind === 'contractor' ? `kind.${kind}` : 'coverage.none.kind');
  return [...groups, kinds].filter((part) => part !== null).join(' · ') || null;
}
