import type { PersonId } from '#kernel/id';
import { ActivationService } from '#modules/identity';
import { Contexts } from '#platform/time/contexts';
import type { TestApp } from '../../support/app';

export const PIN = '270594';
export const PASSWORD = 'tres gatos duermen al sol';

/** A slip for that person, as HR would print it: its code. */
export async function slipFor(app: TestApp, personId: PersonId): Promise<string> {
  const { slips } = await app.get(ActivationService).makeSlips(app.get(Contexts).system('test'), [personId]);
  return slips[0]!.code;
}

/** Lets somebody in with {@link PIN}, or {@link PASSWORD} when they have e-mail, the way they would themselves. */
export async function giveAccess(app: TestApp, personId: PersonId): Promise<void> {
  const visitor = app.visitor();
  const code = await slipFor(app, personId);
  const pin = await visitor.post(`/activate/${code}`, { secret: PIN, again: PIN });
  const answer = pin.status === 303 ? pin : await visitor.post(`/activate/${code}`, { secret: PASSWORD, again: PASSWORD });
  if (answer.to !== '/my') throw new Error(`access was not given: ${answer.status}`);
}
