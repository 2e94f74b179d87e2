import type { Instant } from '#kernel/instant';
import { instant, longText, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

@StoredIn('audit_line', { indexes: [['subject_type', 'subject_id']] })
export class AuditLineEntity {
  @Col(wholeNumber({ primary: true })) seq!: number;
  @Col(instant()) at!: Instant;
  @Col(shortText(36, { nullable: true })) actorId!: string | null;
  @Col(shortText(200)) actorName!: string;
  @Col(shortText(80)) action!: string;
  @Col(shortText(40)) subjectType!: string;
  @Col(shortText(60)) subjectId!: string;
  @Col(longText()) detail!: string;
  @Col(shortText(64)) previousHash!: string;
  @Col(shortText(64)) hash!: string;
}
