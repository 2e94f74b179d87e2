import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { PersonId } from '#kernel/id';
import { done, type Outcome, refused } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { ActivationSecrets } from './activation-secrets.service';
import { type Account, Credentials } from './data/credentials.repository';
import { SecondFacts } from './data/second-facts.repository';
import { ACTIVATION_MINUTES } from './domain/activation';
import { type FactKind, factToAsk, isFact, WRONG_FACTS_A_DAY } from './domain/second-fact';
import { Doorkeeper } from './doorkeeper.service';

export interface Question {
  readonly account: Account;
  /** What the person is asked; null when the roster knows nothing to ask. */
  readonly asks: FactKind | null;
}

export interface HelpCode {
  readonly account: Account;
  readonly code: string;
  readonly minutes: number;
}

export type QuestionRefusal = 'no-such-person' | 'help-no-pin';
export type HelpRefusal = QuestionRefusal | 'throttled' | 'help-locked' | 'help-wrong' | 'help-needs-hr' | 'help-needs-reason';

const SHORTEST_REASON = 10;

/**
 * Somebody helps a person who forgot the PIN: the person tells a second fact, and gets a code for minutes with which they choose
 * a new one. The old PIN and its sessions end when the new one is set, not before. Whom somebody may help is asked before.
 */
@Injectable()
export class AssistedResetService {
  constructor(
    private readonly credentials: Credentials,
    private readonly facts: SecondFacts,
    private readonly secrets: ActivationSecrets,
    private readonly doorkeeper: Doorkeeper,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** Nobody is asked about themselves; whoever has a password gets a link by mail. */
  async question(ctx: Context, personId: PersonId): Promise<Outcome<Question, QuestionRefusal>> {
    if (ctx.actor.kind === 'person' && ctx.actor.personId === personId) return refused('no-such-person');
    const account = await this.credentials.account({ personId });
    const known = await this.facts.of(personId);
    if (!account || !known) return refused('no-such-person');
    if (account.pinHash === null || account.email !== null) return refused('help-no-pin');
    return done({ account, asks: factToAsk(known) });
  }

  async help(
    ctx: Context,
    personId: PersonId,
    { fact, reason, address }: { readonly fact: string; readonly reason: string; readonly address: string },
  ): Promise<Outcome<HelpCode, HelpRefusal>> {
    const question = await this.question(ctx, personId);
    if (!question.ok) return question;
    const { account, asks } = question.value;
    if (asks === null) return this.withReason(ctx, account, reason);
    const seconds = await this.doorkeeper.book(address);
    if (seconds !== null) return refused('throttled', { minutes: Math.ceil(seconds / 60) });
    const helped = await this.work.run(() => this.judge(ctx, account, asks, fact));
    if (helped.ok) await this.doorkeeper.pardon(address);
    return helped;
  }

  /** The roster knows nothing to ask: HR, who knows people otherwise, says how. */
  private async withReason(ctx: Context, account: Account, reason: string): Promise<Outcome<HelpCode, HelpRefusal>> {
    if (ctx.actor.kind !== 'person' || !ctx.actor.roles.includes('hr')) return refused('help-needs-hr');
    if (reason.trim().length < SHORTEST_REASON) return refused('help-needs-reason');
    return this.work.run(() => this.code(ctx, account, { fact: 'none', reason: reason.trim() }));
  }

  private async judge(ctx: Context, account: Account, kind: FactKind, typed: string): Promise<Outcome<HelpCode, HelpRefusal>> {
    const { personId } = account;
    const known = await this.facts.of(personId);
    const tries = await this.facts.bookTry(personId, ctx.today);
    const refusal = tries > WRONG_FACTS_A_DAY ? 'help-locked' : known && isFact(known, kind, typed) ? null : 'help-wrong';
    if (refusal !== null) {
      const detail = { fact: kind, because: refusal === 'help-locked' ? 'locked' : 'wrong' };
      await this.audit.record(ctx, { action: 'access.help-refused', subject: { type: 'person', id: personId }, detail });
      return refused(refusal, { left: Math.max(0, WRONG_FACTS_A_DAY - tries) });
    }
    await this.facts.pardon(personId);
    return this.code(ctx, account, { fact: kind });
  }

  private async code(ctx: Context, account: Account, detail: Readonly<Record<string, string>>): Promise<Outcome<HelpCode, HelpRefusal>> {
    const { personId } = account;
    const { issued } = await this.secrets.issue(ctx, [personId], 'help');
    await this.audit.record(ctx, { action: 'access.helped', subject: { type: 'person', id: personId }, detail });
    return done({ account, code: issued[0]?.secret ?? '', minutes: ACTIVATION_MINUTES.help });
  }
}
