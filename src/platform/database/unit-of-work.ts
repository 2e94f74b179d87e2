import { AsyncLocalStorage } from 'node:async_hooks';
import { Inject, Injectable } from '@nestjs/common';
import type { QueryRunner } from 'typeorm';
import type { Connections } from './connections';
import { CONNECTIONS } from './tokens';

type Write<T> = (items: readonly T[]) => Promise<void>;

interface Transaction {
  readonly runner: QueryRunner;
  readonly afterCommit: (() => void)[];
  /** What is written together, by what writes it. */
  readonly gathered: Map<Write<never>, unknown[]>;
  readonly doneOnce: Set<string>;
  /** Whatever of it is still under way must not reach the connection any more: it would be written past the end, on its own. */
  isOver: boolean;
}

const ambient = new AsyncLocalStorage<Transaction>();

const TRIES = 4;

/** So many gathered items are written without waiting for the end: a unit of work of a hundred thousand rows keeps its memory. */
const GATHERED_AT_MOST = 1000;

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

  /**
   * Keeps items until just before this unit of work commits, and hands them over together, in their order. For what would otherwise
   * cost statements, or hold a lock that everybody wants, from the first of them on.
   */
  async gather<T>(write: Write<T>, items: readonly T[]): Promise<void> {
    const { gathered } = required(ambient.getStore());
    const waiting = (gathered.get(write) ?? []) as T[];
    gathered.set(write, waiting);
    for (const item of items) waiting.push(item);
    if (waiting.length >= GATHERED_AT_MOST) await write(waiting.splice(0));
  }

  /** Does `action` the first time that this unit of work asks for it under that name. */
  async once(name: string, action: () => Promise<void>): Promise<void> {
    const { doneOnce } = required(ambient.getStore());
    if (doneOnce.has(name)) return;
    await action();
    doneOnce.add(name);
  }

  private async transact<T>(work: () => Promise<T>): Promise<T> {
    const afterCommit: (() => void)[] = [];
    const gathered: Transaction['gathered'] = new Map();
    const result = await this.connections.writer.transaction(async (manager) => {
      const runner = manager.queryRunner;
      if (!runner) throw new Error('a transaction without a connection');
      if (this.connections.openingStatement !== null) await runner.query(this.connections.openingStatement);
      const transaction: Transaction = { runner, afterCommit, gathered, doneOnce: new Set(), isOver: false };
      return ambient.run(transaction, async () => {
        try {
          const done = await work();
          for (const [write, items] of gathered) if (items.length > 0) await write(items as never[]);
          return done;
        } finally {
          transaction.isOver = true;
        }
      });
    });
    // Outside the ambient transaction: what follows must not find a connection that is already released.
    ambient.exit(() => {
      for (const action of afterCommit) action();
    });
    return result;
  }
}

function required(transaction: Transaction | undefined): Transaction {
  if (!transaction) throw new Error('Rows are written inside a unit of work only.');
  return transaction;
}

/** The connection of the unit of work that the caller runs in. @throws Error when that has ended meanwhile. */
export function ambientRunner(): QueryRunner | undefined {
  const transaction = ambient.getStore();
  if (transaction?.isOver) throw new Error('This unit of work is over.');
  return transaction?.runner;
}
