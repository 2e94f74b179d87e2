import type { DiplomaId, Id } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, reference, shortText } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

@StoredIn('diploma_file', { unique: [['diploma_id', 'digest']] })
export class DiplomaFileEntity {
  @Col(id()) id!: Id<'diploma-file'>;
  @Col(reference('diploma')) diplomaId!: DiplomaId;
  /** SHA-256 of the PDF. */
  @Col(shortText(64)) digest!: string;
  @Col(instant()) handedOutAt!: Instant;
}
