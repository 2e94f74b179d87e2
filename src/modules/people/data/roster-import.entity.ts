import type { ImportId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, longText, reference, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';
import type { ImportSource, ImportState, RosterImport } from '../domain/roster-import';
import type { Fate, ImportMode } from '../domain/roster-plan';

@StoredIn('roster_import', { indexes: [['state'], ['checked_at']] })
export class RosterImportEntity implements RosterImport {
  @Col(id()) id!: ImportId;
  @Col(shortText(255)) fileName!: string;
  @Col(shortText(64)) fileHash!: string;
  @Col(shortText(10)) mode!: ImportMode;
  @Col(shortText(10)) source!: ImportSource;
  @Col(shortText(12)) state!: ImportState;
  @Col(wholeNumber()) progress!: number;
  @Col(wholeNumber()) rows!: number;
  @Col(wholeNumber()) added!: number;
  @Col(wholeNumber()) changed!: number;
  @Col(wholeNumber()) unchanged!: number;
  @Col(wholeNumber()) returned!: number;
  @Col(wholeNumber()) leftCount!: number;
  @Col(wholeNumber()) rejected!: number;
  @Col(wholeNumber()) needsApproval!: number;
  @Col(longText({ nullable: true })) problem!: string | null;
  @Col(instant()) checkedAt!: Instant;
  @Col(reference('person', { nullable: true })) checkedBy!: PersonId | null;
  @Col(instant({ nullable: true })) appliedAt!: Instant | null;
  @Col(reference('person', { nullable: true })) appliedBy!: PersonId | null;
  @Col(reference('person', { nullable: true })) approvedBy!: PersonId | null;
}

/** One row of the file, or one person missing from it (those have negative numbers). */
@StoredIn('roster_import_row', { indexes: [['import_id', 'fate']] })
export class RosterImportRowEntity {
  @Col(shortText(36, { primary: true })) importId!: ImportId;
  @Col(wholeNumber({ primary: true })) rowNumber!: number;
  @Col(shortText(12)) fate!: Fate;
  @Col(shortText(60)) personCode!: string;
  @Col(shortText(420)) name!: string;
  /** JSON of {@link StoredFields}. */
  @Col(longText()) fields!: string;
  /** JSON of the row's problems. */
  @Col(longText()) problems!: string;
}
