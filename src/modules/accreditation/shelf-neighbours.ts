import { Injectable } from '@nestjs/common';
import type { PersonId } from '#kernel/id';

/** Something else that a person keeps beside their diplomas. */
export interface BesideDiplomas {
  readonly href: string;
  /** A message key. */
  readonly label: string;
}

/** A module below that keeps something for persons. Null for whoever has none. */
export interface BesideDiplomasSource {
  besideDiplomasOf(personId: PersonId): Promise<BesideDiplomas | null>;
}

@Injectable()
export class ShelfNeighbours {
  private readonly sources: BesideDiplomasSource[] = [];

  add(source: BesideDiplomasSource): void {
    this.sources.push(source);
  }

  async of(personId: PersonId): Promise<readonly BesideDiplomas[]> {
    const found = await Promise.all(this.sources.map((source) => source.besideDiplomasOf(personId)));
    return found.filter((one) => one !== null);
  }
}
