import { Injectable } from '@nestjs/common';
import type { PersonId } from '#kernel/id';
import type { BesideDiplomas, BesideDiplomasSource } from '#modules/accreditation';
import { PapersReadModel } from './data/papers.read-model';

/** Whoever has papers of the law finds them from their diplomas. */
@Injectable()
export class LegalShelfNeighbour implements BesideDiplomasSource {
  constructor(private readonly papers: PapersReadModel) {}

  async besideDiplomasOf(personId: PersonId): Promise<BesideDiplomas | null> {
    return (await this.papers.hasAny(personId)) ? { href: '/my/papers', label: 'legal.mine.title' } : null;
  }
}
