import type { CalendarDate } from '#kernel/calendar-date';
import type { CompletionId, Id, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import type { Fact, Pack } from './pack';
import { type Facts, fieldsOf, missingIn, valueOf, type Values } from './values';

export type PaperId = Id<'legal-paper'>;

/** A paper that the law asks for, frozen when it was made. One that was wrong is replaced, never changed. */
export interface Paper {
  readonly id: PaperId;
  readonly pack: string;
  readonly completionId: CompletionId;
  readonly personId: PersonId;
  /** 1, and one more each time that it is made anew. */
  readonly issue: number;
  readonly content: PaperContent;
  readonly issuedAt: Instant;
  readonly dueOn: CalendarDate;
  readonly deliveredOn: CalendarDate | null;
  readonly supersededAt: Instant | null;
}

export interface PaperContent {
  readonly packHash: string;
  /** Facts and fields by their names. */
  readonly values: Values;
}

/** What is written of the person, of the employer and of the unit. */
export interface Written {
  readonly person: Values;
  readonly employer: Values;
  readonly unit: Values;
}

/** The paper's content, or the fields that are missing. */
export function contentOf(
  pack: Pack,
  written: Written,
  facts: Facts,
): { readonly content: PaperContent } | { readonly missing: readonly string[] } {
  const scopes = ['person', 'employer', 'unit'] as const;
  const missing = scopes.flatMap((scope) => missingIn(pack, scope, written[scope], facts));
  if (missing.length > 0) return { missing: missing.map(({ field }) => field) };
  const known = Object.entries(facts).flatMap(([fact, value]) => (value === null ? [] : [[fact as Fact, value] as const]));
  const fields = scopes.flatMap((scope) =>
    fieldsOf(pack, scope).flatMap((field) => {
      const value = valueOf(pack, field, written[scope], facts);
      return value === null ? [] : [[field.field, value] as const];
    }),
  );
  return { content: { packHash: pack.hash, values: Object.fromEntries([...known, ...fields]) } };
}
