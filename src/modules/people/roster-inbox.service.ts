import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { ImportId } from '#kernel/id';
import { Config } from '#platform/config/config';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Log } from '#platform/log/log';
import { MailOutbox } from '#platform/mail/outbox';
import { ViewEngine } from '#platform/views/engine';
import { ImportPeopleReadModel } from './data/import-people.read-model';
import { PresenceReadModel } from './data/presence.read-model';
import { RosterImports } from './data/roster-imports.repository';
import type { RosterImport } from './domain/roster-import';
import type { ImportMode } from './domain/roster-plan';
import type { Values } from './domain/roster-problem';
import { InboxFolder, type InboxFile } from './files/inbox-folder';
import { HrDesk } from './hr-desk';
import { type BroughtFile, RosterChecks } from './roster-checks';
import { RosterService } from './roster.service';

/** `everybody.full.csv` names the whole company; any other name brings some people. */
export const modeOfName = (name: string): ImportMode => (/\.full\.[^.]+$/i.test(name) ? 'full' : 'partial');

/**
 * Files that other systems leave in `DATA_DIR/inbox`. They go through the same check as those of the page: what needs nobody's
 * approval is applied, the rest waits on its page, and HR is told by mail.
 */
@Injectable()
export class RosterInbox {
  private readonly folder: InboxFolder;

  constructor(
    private readonly config: Config,
    private readonly checks: RosterChecks,
    private readonly roster: RosterService,
    private readonly imports: RosterImports,
    private readonly people: ImportPeopleReadModel,
    private readonly hr: HrDesk,
    private readonly presence: PresenceReadModel,
    private readonly outbox: MailOutbox,
    private readonly views: ViewEngine,
    private readonly work: UnitOfWork,
    private readonly log: Log,
  ) {
    this.folder = new InboxFolder(join(config.dataDir, 'inbox'));
  }

  /** Takes every complete file, one after the other; one that cannot be handled does not stop the next. */
  async look(ctx: Context): Promise<number> {
    const files = await this.folder.complete(ctx.now);
    for (const file of files) {
      try {
        await this.folder.putAside(file.name, await this.take(ctx, file), ctx.now);
      } catch (error) {
        this.log.error({ file: file.name, error }, 'a file of the inbox could not be handled; it stays there');
      }
    }
    return files.length;
  }

  private async take(ctx: Context, file: InboxFile): Promise<'done' | 'refused'> {
    const bytes = await file.read();
    const brought: BroughtFile = { name: file.name, bytes: bytes ?? TOO_BIG, mode: modeOfName(file.name), source: 'inbox' };
    const before = bytes === null ? null : await this.imports.lastFromInbox(hashOf(bytes), brought.mode);
    if (before !== null) return before === 'refused' ? 'refused' : 'done';
    const id = await this.checks.receive(ctx, brought);
    if (bytes === null) await this.checks.refuse(id, 'too-big');
    else if ((await this.checks.check(ctx, id, brought)).ok) await this.applyIfHarmless(ctx, id);
    const found = await this.imports.find(id);
    if (!found) throw new Error('the import is gone');
    if (found.state !== 'applied') await this.tellHr(ctx, found);
    return found.state === 'refused' ? 'refused' : 'done';
  }

  /** The roster may change between check and apply: then the file is looked at once more, as anybody would. */
  private async applyIfHarmless(ctx: Context, id: ImportId): Promise<void> {
    for (let tries = 0; tries < 2; tries++) {
      const applied = await this.roster.apply(ctx, id, { approve: false });
      if (applied.ok || applied.refusal !== 'roster-changed') return;
    }
  }

  private async tellHr(ctx: Context, found: RosterImport): Promise<void> {
    const people = await this.presence.addressees(await this.hr.holders(), ctx.today);
    const { others, endings } = await this.people.warnings(found.id);
    await this.work.run(async () => {
      for (const { id, name, email, language } of people) {
        const problem = found.problem === null ? null : (JSON.parse(found.problem) as { code: string; values: Values });
        const kind = found.state === 'checked' ? 'notice' : 'file';
        const data = {
          name,
          file: found.fileName,
          state: found.state,
          why: problem === null ? null : this.views.say(language, `people.${kind}.${problem.code}`, problem.values),
          rejected: found.rejected,
          left: found.leftCount,
          others,
          endings,
          link: `${this.config.publicUrl}/roster/imports/${found.id}`,
        };
        await this.outbox.send({
          to: email,
          template: 'people/mail/inbox',
          locale: language,
          data,
          uniqueKey: `roster-inbox:${found.id}:${id}`,
        });
      }
    });
  }
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const TOO_BIG = Buffer.alloc(0);
