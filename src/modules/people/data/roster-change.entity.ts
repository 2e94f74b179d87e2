import type { ImportId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { instant, longText, reference, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';
import type { ChangedRow } from '../domain/roster-undo';

/** One row that an import wrote. Both sides are JSON of the columns that it touched; `was` is null for a new row. */
@StoredIn('roster_change', { indexes: [['row_id']] })
export class RosterChangeEntity {
  @Col(shortText(36, { primary: true })) importId!: ImportId;
  @Col(wholeNumber({ primary: true })) seq!: number;
  @Col(shortText(12)) what!: ChangedRow;
  @Col(shortText(36)) rowId!: string;
  @Col(longText({ nullable: true })) was!: string | null;
  @Col(longText()) wrote!: string;
}

@StoredIn('roster_undo')
export class RosterUndoEntity {
  @Col(shortText(36, { primary: true })) importId!: ImportId;
  @Col(instant()) undoneAt!: Instant;
  @Col(reference('person', { nullable: true })) undoneBy!: PersonId | null;
  @Col(wholeNumber()) takenBack!: number;
  @Col(wholeNumber()) kept!: number;
}

/** What an undo had to leave as it is, and why. */
@StoredIn('roster_undo_rest')
export class RosterUndoRestEntity {
  @Col(shortText(36, { primary: true })) importId!: ImportId;
  @Col(wholeNumber({ primary: true })) seq!: number;
  @Col(shortText(60)) personCode!: string;
  @Col(shortText(420)) name!: string;
  @Col(shortText(40)) field!: string;
  @Col(shortText(40)) reason!: string;
  @Col(longText()) detail!: string;
}
