import { Injectable } from '@nestjs/common';
import { CompanyService } from '#modules/people';
import { Settings } from '#platform/database/settings';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { type Draft, EMPTY_DRAFT } from './domain/draft';

const KEY = 'setup.draft';

/** What was typed survives a step back, a restart of the server and a new link. */
@Injectable()
export class Drafts {
  constructor(
    private readonly settings: Settings,
    private readonly work: UnitOfWork,
    private readonly company: CompanyService,
  ) {}

  async read(): Promise<Draft> {
    const held = await this.settings.read(KEY);
    return held === null ? EMPTY_DRAFT : { ...EMPTY_DRAFT, ...(JSON.parse(held) as Partial<Draft>) };
  }

  /** Adds to what is there; nothing else of the draft changes. */
  async keep(change: (draft: Draft) => Partial<Draft>): Promise<Draft> {
    return this.work.run(async () => {
      const draft = await this.read();
      const kept = { ...draft, ...change(draft) };
      await this.settings.write(KEY, JSON.stringify(kept));
      // Somebody finished while this waited for its turn to write: nothing of what was typed is left behind.
      if (!(await this.company.isSetUp())) return kept;
      await this.settings.write(KEY, '{}');
      return EMPTY_DRAFT;
    });
  }

  async forget(): Promise<void> {
    await this.work.run(() => this.settings.write(KEY, '{}'));
  }
}
