import { AsyncLocalStorage } from 'node:async_hooks';
import { Inject, Injectable } from '@nestjs/common';
import type { QueryRunner } from 'typeorm';
import type { Connections } from './connections';
import { CONNECTIONS } from './tokens';

interface Transaction {
  readonly runner: QueryRunner;
  readonly afterCommit: (() => void)[];
}

const ambient = new AsyncLocalStorage<Transaction>();

const TRIES = 4;

/**
 * One transaction around everything that must be true together. What runs inside finds it by itself; a unit of work inside
 * another joins it. Nothing slow belongs inside (mail, network, PDF, password hashes): on SQLite everybody else waits.
 */
@Injectable()
export class UnitOfWork {
  constructor(@Inject(CONNECTIONS) private readonly connections: Connections) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (ambient.getStore()) return work();
    for (let tried = 1; ; tried++) {
      try {
        return await this.connections.turn(() => this.transact(work));
      } catch (error) {
        if (tried >= TRIES || !this.connections.worthRetrying(error)) throw error;
      }
    }
  }

  /** Does `action` once the rows of this unit of work are committed; at once when there is none. */
  afterCommit(action: () => void): void {
    const transaction = ambient.getStore();
    if (transaction) transaction.afterCommit.push(action);
    else action();
  }

  private async transact<T>(work: () => Promise<T>): Promise<T> {
    const afterCommit: (() => void)[] = [];
    const result = await this.connections.writer.transaction(async (manager) => {
      const runner = manager.queryRunner;
      if (!runner) throw new Error('a transaction without a connection');
      if (this.connections.openingStatement !== null) await runner.query(this.connections.openingStatement);
      return ambient.run({ runner, afterCommit }, work);
    });
    // Outside the ambient transaction: what follows must not find a connection that is already released.
    ambient.exit(() => {
      for (const action of afterCommit) action();
    });
    return result;
  }
}

/** The connection of the unit of work that the caller runs in. */
export function ambientRunner(): QueryRunner | undefined {
  return ambient.getStore()?.runner;
}
