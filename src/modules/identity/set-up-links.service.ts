import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { newId, newSecret } from '#kernel/id';
import { done, type Outcome, refused } from '#kernel/outcome';
import { Config } from '#platform/config/config';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { type Activation, Activations } from './data/activations.repository';
import { expiryOf, refusalOfActivation } from './domain/activation';
import { hashOfActivationSecret } from './secrets';

/** The one link with which a company begins. Whoever starts the server reads it there; it is nobody's by name. */
@Injectable()
export class SetUpLinks {
  constructor(
    private readonly activations: Activations,
    private readonly work: UnitOfWork,
    private readonly config: Config,
  ) {}

  /** A new secret; the one before it no longer works. */
  async make(ctx: Context): Promise<string> {
    const secret = newSecret();
    await this.work.run(async () => {
      await this.activations.replaceSetUp(ctx.now);
      const times = { createdAt: ctx.now, expiresAt: expiryOf('setup', ctx.now), usedAt: null, replacedAt: null };
      await this.activations.add([
        { id: newId(), personId: null, purpose: 'setup', secretHash: this.hashOf(secret), createdBy: null, ...times },
      ]);
    });
    return secret;
  }

  async look(ctx: Context, secret: string): Promise<Outcome<Activation['id'], 'unknown' | 'used'>> {
    const found = await this.activations.bySecret(this.hashOf(secret));
    if (found?.purpose !== 'setup') return refused('unknown');
    const refusal = refusalOfActivation(found, ctx.now);
    if (refusal) return refused(refusal === 'activation-used' ? 'used' : 'unknown');
    return done(found.id);
  }

  /** Inside the unit of work that sets the company up: of all that try at once, one hears true. */
  use(ctx: Context, id: Activation['id']): Promise<boolean> {
    return this.activations.use(id, ctx.now);
  }

  private hashOf(secret: string): string {
    return hashOfActivationSecret(this.config.secretKey, secret);
  }
}
