import { Injectable } from '@nestjs/common';
import type { PersonId } from '#kernel/id';

/** Who answers for HR. This module does not know roles: whoever does says it here when it starts. */
@Injectable()
export class HrDesk {
  private ask: () => Promise<readonly PersonId[]> = () => Promise.resolve([]);

  isAnsweredBy(ask: () => Promise<readonly PersonId[]>): void {
    this.ask = ask;
  }

  holders(): Promise<readonly PersonId[]> {
    return this.ask();
  }
}
