import { Injectable } from '@nestjs/common';
import { type DiplomaId, isId } from '#kernel/id';
import { NotFound } from '#platform/http/errors';
import { AccreditationService } from '../accreditation.service';
import type { Diploma } from '../domain/diploma';

/** The diploma that an address names. */
@Injectable()
export class DiplomaOfPage {
  constructor(private readonly accreditation: AccreditationService) {}

  /** @throws NotFound */
  async find(id: string): Promise<Diploma> {
    const diploma = isId(id) ? await this.accreditation.byId(id as DiplomaId) : null;
    if (diploma === null) throw new NotFound('no such diploma');
    return diploma;
  }
}
