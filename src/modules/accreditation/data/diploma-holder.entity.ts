import type { DiplomaHolderId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, reference, shortText } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';
import type { ShownAs } from '../domain/shown-name';

/** Whoever has chosen; whoever has not is shown by name. */
@StoredIn('diploma_holder', { unique: [['person_id']] })
export class DiplomaHolderEntity {
  @Col(id()) id!: DiplomaHolderId;
  @Col(reference('person')) personId!: PersonId;
  @Col(shortText(10)) shownAs!: ShownAs;
  @Col(instant()) chosenAt!: Instant;
}
