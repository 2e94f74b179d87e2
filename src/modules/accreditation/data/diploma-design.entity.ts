import type { DiplomaDesignId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, longText, reference, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';
import type { Paper, TemplateName } from '../domain/diploma';

@StoredIn('diploma_design', { unique: [['number']] })
export class DiplomaDesignEntity {
  @Col(id()) id!: DiplomaDesignId;
  @Col(wholeNumber()) number!: number;
  @Col(shortText(12)) template!: TemplateName;
  @Col(shortText(8)) paper!: Paper;
  /** Null for the company's own, as the logo. */
  @Col(wholeNumber({ nullable: true })) hue!: number | null;
  @Col(shortText(64, { nullable: true })) logoHash!: string | null;
  @Col(shortText(64, { nullable: true })) sealHash!: string | null;
  /** JSON, in each language. */
  @Col(longText()) signatories!: string;
  @Col(longText()) wording!: string;
  @Col(instant()) createdAt!: Instant;
  @Col(reference('person', { nullable: true })) createdBy!: PersonId | null;
  @Col(instant({ nullable: true })) approvedAt!: Instant | null;
  @Col(reference('person', { nullable: true })) approvedBy!: PersonId | null;
  @Col(instant({ nullable: true })) retiredAt!: Instant | null;
}
