import type { Id } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, longText, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

@StoredIn('job_run', { unique: [['job', 'slot']] })
export class JobRunEntity {
  @Col(id()) id!: Id<'job-run'>;
  @Col(shortText(60)) job!: string;
  @Col(shortText(24)) slot!: Instant;
  @Col(wholeNumber()) attempts!: number;
  @Col(instant()) startedAt!: Instant;
  @Col(instant()) leaseUntil!: Instant;
  @Col(instant({ nullable: true })) finishedAt!: Instant | null;
  @Col(instant({ nullable: true })) exhaustedAt!: Instant | null;
  @Col(wholeNumber({ nullable: true })) handled!: number | null;
  @Col(longText({ nullable: true })) problem!: string | null;
}
