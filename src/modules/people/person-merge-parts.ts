import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { PersonId } from '#kernel/id';

export interface MergedPair {
  readonly ctx: Context;
  readonly kept: PersonId;
  readonly merged: PersonId;
}

/** The rows of one column that change hands: what was the merged person's and becomes the kept one's, and the other way round. */
export interface Exchange {
  readonly toKept: readonly string[];
  readonly toMerged: readonly string[];
}

/** What has changed hands so far, by `table.column`, so that rows can go with those they belong to. */
export type Exchanges = ReadonlyMap<string, Exchange>;

interface Part {
  readonly table: string;
  readonly column: string;
}

/** Rows that are one person's own history, and go with the person. Where nothing more is said, all of them. */
export interface MovingPart extends Part {
  readonly fate: 'moves';
  /** Parts are exchanged in the order of their place: what others go with comes first. */
  readonly place: number;
  plan?(pair: MergedPair, before: Exchanges): Promise<Exchange>;
  /** Of what changed hands, what goes back when the merge is undone: not what has been used since. */
  planBack?(pair: MergedPair, exchange: Exchange, back: Exchanges, since: string): Promise<Exchange>;
  /** What must be true besides, once the rows have changed hands; what it answers is kept with the merge. */
  settle?(pair: MergedPair, exchange: Exchange): Promise<readonly string[]>;
  unsettle?(pair: MergedPair, settled: readonly string[]): Promise<void>;
}

/** Rows that only ever were a way in: they end with the merge, and do not come back. */
export interface EndingPart extends Part {
  readonly fate: 'ends';
}

export interface StayingPart extends Part {
  readonly fate: 'stays';
  readonly because: string;
}

export type MergePart = MovingPart | EndingPart | StayingPart;

/**
 * Where every module says which of its rows are a person's own. People merges persons and knows no module below it;
 * a test of the house holds that no column that names a person is missing here.
 */
@Injectable()
export class PersonMergeParts {
  private readonly parts: MergePart[] = [];

  add(...parts: readonly MergePart[]): void {
    this.parts.push(...parts);
  }

  all(): readonly MergePart[] {
    return this.parts;
  }

  moving(): MovingPart[] {
    return this.parts.filter((part) => part.fate === 'moves').sort((a, b) => a.place - b.place);
  }

  ending(): EndingPart[] {
    return this.parts.filter((part) => part.fate === 'ends');
  }
}

export const keyOf = ({ table, column }: Part): string => `${table}.${column}`;
