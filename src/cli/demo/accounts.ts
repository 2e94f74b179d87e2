import { newReadableCode } from '#kernel/id';
import { AccountService, ActivationService } from '#modules/identity';
import { UnitOfWork } from '#platform/database/unit-of-work';
import type { Player, Stage } from './stage';

export interface DemoAccount {
  readonly who: string;
  readonly name: string;
  /** What to type: an e-mail address or a person code. */
  readonly signInWith: string;
  readonly secret: string;
}

/** A password of its own for each company that is loaded: there is no default one. */
export const newPassword = (): string => [1, 2, 3, 4].map(() => newReadableCode(4).toLowerCase()).join('-');

/** Activates somebody's access with a slip, as they would. */
export async function activate(stage: Stage, who: string, player: Player): Promise<DemoAccount> {
  const ctx = stage.desk.ctx;
  const { slips } = await stage.get(ActivationService).makeSlips(ctx, [player.personId]);
  const slip = slips[0];
  if (!slip) throw new Error(`no slip for ${player.code}`);
  const email = slip.account.email;
  for (;;) {
    // Some numbers are too easy to guess, and refused: then another.
    const secret = email === null ? String(Number.parseInt(newReadableCode(12), 36) % 1_000_000).padStart(6, '0') : newPassword();
    const activated = await stage.get(ActivationService).activate(ctx, slip.code, secret, 'demo');
    if (activated.ok) return { who, name: player.name, signInWith: email ?? player.code, secret };
    if (activated.refusal === 'activation-unknown' || activated.refusal === 'throttled')
      throw new Error(`the slip of ${player.code} does not work: ${activated.refusal}`);
  }
}

/** Somebody of a supplier, who looks after its people. */
export async function coordinate(stage: Stage, player: Player): Promise<DemoAccount> {
  const supplier = await stage.supplierOf(player.personId);
  const granted = await stage.get(AccountService).grant(stage.desk.ctx, player.personId, { role: 'coordinator', supplierId: supplier });
  if (!granted.ok) throw new Error(`the role was refused: ${granted.refusal}`);
  return activate(stage, 'coordinator', player);
}

/** The programme lead, with HR's role and a password. */
export async function openHr(stage: Stage, player: Player): Promise<DemoAccount> {
  const { email } = player;
  if (email === null) throw new Error(`${player.code} has no e-mail address to sign in with`);
  const secret = newPassword();
  const account = stage.get(AccountService);
  const prepared = await account.prepareFirst(secret, { personCode: player.code, givenName: player.name, familyName: '', email });
  if (!prepared.ok) throw new Error(`the password was refused: ${prepared.refusal}`);
  await stage.get(UnitOfWork).run(() => account.openFirst(stage.desk.ctx, player.personId, prepared.value));
  return { who: 'HR', name: player.name, signInWith: email, secret };
}
