import type { EditionId, Id, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, longText, reference, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

@StoredIn('edition', {
  unique: [
    ['unit', 'content_hash'],
    ['unit', 'number'],
  ],
})
export class EditionEntity {
  @Col(id()) id!: EditionId;
  @Col(shortText(80)) unit!: string;
  @Col(wholeNumber()) number!: number;
  @Col(shortText(64)) contentHash!: string;
  @Col(shortText(200)) titleEs!: string;
  @Col(shortText(200)) titleEn!: string;
  @Col(longText()) content!: string;
  @Col(instant()) publishedAt!: Instant;
  @Col(reference('person', { nullable: true })) publishedBy!: PersonId | null;
}

@StoredIn('edition_image', { unique: [['edition_id', 'file']] })
export class EditionImageEntity {
  @Col(id()) id!: Id<'edition-image'>;
  @Col(reference('edition')) editionId!: EditionId;
  @Col(shortText(120)) file!: string;
  @Col(longText()) content!: string;
}
