import type { Actor, Context } from '#kernel/context';
import { newSecret, type PersonId, type SupplierId } from '#kernel/id';
import { dateIn, type Instant } from '#kernel/instant';
import { AccountService } from '#modules/identity';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Clock } from '#platform/time/clock';
import { Contexts } from '#platform/time/contexts';
import type { Desk } from '../command';

export interface Player {
  readonly personId: PersonId;
  readonly code: string;
  readonly name: string;
  readonly email: string | null;
}

/** Where the sample company plays: the real services, under a clock that we move. */
export class Stage {
  constructor(readonly desk: Desk) {}

  get<T>(token: abstract new (...args: never[]) => T): T {
    return this.desk.get(token);
  }

  /** Sets the clock, and says in whose name something is done then. */
  at(moment: Instant, actor: Actor = { kind: 'system', name: 'demo' }): Context {
    const clock = this.get(Clock);
    clock.stopAt(moment);
    return { ...this.get(Contexts).system('demo'), actor, now: moment, today: dateIn(clock.zone, moment) };
  }

  as({ personId, name }: Player): Actor {
    return { kind: 'person', personId, name, roles: [], isManager: false, supplierIds: [] };
  }

  async player(code: string): Promise<Player> {
    const found = await this.get(Database).row<Player>(sql`${PLAYERS} WHERE code_key = ${code}`);
    if (!found) throw new Error(`nobody on the sample roster has the code ${code}`);
    return found;
  }

  async playerOf(personId: PersonId): Promise<Player> {
    const found = await this.get(Database).row<Player>(sql`${PLAYERS} WHERE id = ${personId}`);
    if (!found) throw new Error('nobody on the sample roster has this id');
    return found;
  }

  async supplierOf(personId: PersonId): Promise<SupplierId> {
    const found = await this.get(Database).row<{ supplierId: SupplierId }>(
      sql`SELECT supplier_id FROM engagement WHERE person_id = ${personId} AND supplier_id IS NOT NULL ORDER BY from_on DESC`,
    );
    if (!found) throw new Error('nobody of a supplier has this id');
    return found.supplierId;
  }

  /** Lets somebody look as one who has been in: with a secret that was made here and is known to nobody. */
  async giveAccess(players: readonly Player[]): Promise<void> {
    const prepared = await this.get(AccountService).prepareFirst(newSecret(), {
      personCode: '',
      givenName: '',
      familyName: '',
      email: null,
    });
    if (!prepared.ok) throw new Error(`the password was refused: ${prepared.refusal}`);
    const credentials = players.map(({ personId, email }) => ({
      id: personId,
      passwordHash: email === null ? null : prepared.value,
      pinHash: email === null ? prepared.value : null,
      failures: 0,
      lockedUntil: null,
      changedAt: this.desk.ctx.now,
    }));
    await this.get(UnitOfWork).run(() => this.get(Database).insert('credential', credentials));
  }

  everybody(): Promise<Player[]> {
    return this.get(Database).rows(sql`${PLAYERS} ORDER BY person_code`);
  }
}

const PLAYERS = sql`SELECT id AS person_id, person_code AS code, given_name || ' ' || family_name AS name, email FROM person`;
