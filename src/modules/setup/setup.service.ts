import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { EmailAddress } from '#kernel/email-address';
import type { Locale } from '#kernel/locale';
import { done, type Outcome, refused, type Refused } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { AccountService, SetUpLinks } from '#modules/identity';
import { CompanyService, PeopleService } from '#modules/people';
import { type Blackout, type Cadence, ProgrammeService } from '#modules/programme';
import { Config } from '#platform/config/config';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Contexts } from '#platform/time/contexts';
import type { LogoType } from './domain/logo';
import { Drafts } from './drafts.service';

/** Everything a company begins with. */
export interface Beginning {
  readonly company: { readonly name: string; readonly timeZone: string; readonly country: string; readonly language: Locale };
  readonly logo: { readonly type: LogoType; readonly bytes: Buffer } | null;
  readonly account: {
    readonly givenName: string;
    readonly familyName: string;
    readonly email: EmailAddress;
    readonly personCode: string;
    readonly passwordHash: string;
  };
  readonly cadence: Cadence;
  readonly blackouts: readonly Blackout[];
}

type LinkId = Parameters<SetUpLinks['use']>[1];

export type LinkRefusal = 'unknown' | 'used';
export type BeginRefusal = LinkRefusal | 'code-taken' | 'email-taken' | 'cadence-refused';

/** Brings a company to life: once, whole, or not at all. */
@Injectable()
export class SetupService {
  constructor(
    private readonly links: SetUpLinks,
    private readonly company: CompanyService,
    private readonly people: PeopleService,
    private readonly accounts: AccountService,
    private readonly programme: ProgrammeService,
    private readonly drafts: Drafts,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly contexts: Contexts,
    private readonly config: Config,
  ) {}

  /** The address of the set-up page while there is no company, new at each start; null afterwards. */
  async linkIfNeeded(): Promise<string | null> {
    if (await this.company.isSetUp()) return null;
    return `${this.config.publicUrl}/setup/${await this.links.make(this.contexts.system('set-up'))}`;
  }

  async look(ctx: Context, secret: string): Promise<Outcome<LinkId, LinkRefusal>> {
    const found = await this.links.look(ctx, secret);
    // A link that was never used is over too once a company came to be in another way, by a restored backup for example.
    return found.ok && (await this.company.isSetUp()) ? refused('used') : found;
  }

  /** Answers with the session of the first account. */
  async begin(visitor: Context, link: LinkId, beginning: Beginning): Promise<Outcome<string, BeginRefusal>> {
    const ctx: Context = { ...visitor, actor: { kind: 'system', name: 'set-up' }, zone: beginning.company.timeZone };
    try {
      return done(await this.work.run(() => this.write(ctx, link, beginning)));
    } catch (error) {
      if (error instanceof Undo) return error.because;
      throw error;
    }
  }

  private async write(ctx: Context, link: LinkId, { company, logo, account, cadence, blackouts }: Beginning): Promise<string> {
    if (!(await this.links.use(ctx, link)) || (await this.company.isSetUp())) throw new Undo(refused('used'));
    const { hue } = await this.company.current();
    await this.company.save(ctx, { ...company, hue }, logo);
    const { passwordHash, ...colleague } = account;
    const joined = await this.people.join(ctx, { ...colleague, language: company.language });
    if (!joined.ok) throw new Undo(joined);
    const token = await this.accounts.openFirst(ctx, joined.value, passwordHash);
    const steps = [
      () => this.programme.saveCadence(ctx, cadence),
      ...blackouts.map((blackout) => () => this.programme.addBlackout(ctx, blackout)),
    ];
    for (const step of steps) if (!(await step()).ok) throw new Undo(refused('cadence-refused'));
    await this.drafts.forget();
    await this.audit.record(ctx, {
      action: 'company.set-up',
      subject: { type: 'company', id: 'company' },
      detail: { firstAccount: joined.value },
    });
    return token;
  }
}

/** Leaves the unit of work without keeping anything of it. */
class Undo extends Error {
  constructor(readonly because: Refused<BeginRefusal>) {
    super(because.refusal);
  }
}
