import type { Id, ImportId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, longText, reference, shortText } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

/** The headings of a file that came with names of its own, three values of each, and the file itself while it may have to be read again. */
@StoredIn('roster_source')
export class RosterSourceEntity {
  @Col(shortText(36, { primary: true })) importId!: ImportId;
  @Col(shortText(64)) signature!: string;
  @Col(longText()) headings!: string;
  @Col(longText()) samples!: string;
  @Col(longText({ nullable: true })) columns!: string | null;
  /** Compressed, as base64. */
  @Col(longText({ nullable: true })) content!: string | null;
  @Col(instant()) keptAt!: Instant;
}

/** How the columns of one source are called: known again by its headings and the name of its file. */
@StoredIn('roster_mapping', { unique: [['signature', 'pattern']] })
export class RosterMappingEntity {
  @Col(id()) id!: Id<'mapping'>;
  @Col(shortText(64)) signature!: string;
  @Col(shortText(200)) pattern!: string;
  @Col(longText()) columns!: string;
  @Col(instant()) madeAt!: Instant;
  @Col(reference('person', { nullable: true })) madeBy!: PersonId | null;
  @Col(instant()) usedAt!: Instant;
}
