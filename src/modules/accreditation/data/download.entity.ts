import type { DownloadId, PersonId, SiteId, TeamId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import { id, instant, longText, reference, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';
import type { DownloadKind, DownloadProblem, DownloadState } from '../domain/download';

@StoredIn('diploma_download', { unique: [['question', 'asked_slot']], indexes: [['person_id'], ['state']] })
export class DownloadEntity {
  @Col(id()) id!: DownloadId;
  /** Who asked, and may have it. */
  @Col(reference('person')) personId!: PersonId;
  @Col(shortText(8)) kind!: DownloadKind;
  @Col(reference('person', { nullable: true })) managerId!: PersonId | null;
  /** JSON; null where no supplier is named. */
  @Col(longText({ nullable: true })) supplierIds!: string | null;
  @Col(shortText(20, { nullable: true })) round!: string | null;
  @Col(reference('team', { nullable: true })) teamId!: TeamId | null;
  @Col(reference('site', { nullable: true })) siteId!: SiteId | null;
  @Col(shortText(5)) locale!: Locale;
  /** Hash of who asks for what: with the slot it is there once. */
  @Col(shortText(64)) question!: string;
  @Col(wholeNumber()) askedSlot!: number;
  @Col(instant()) askedAt!: Instant;
  @Col(shortText(10)) state!: DownloadState;
  @Col(wholeNumber()) total!: number;
  @Col(wholeNumber()) drawn!: number;
  /** JSON, of `LeftOut`. */
  @Col(longText({ nullable: true })) leftOut!: string | null;
  /** Rises with each process that takes it on: whoever was before may not write any more. */
  @Col(wholeNumber()) attempts!: number;
  /** Of a waiting one: not to be tried before. */
  @Col(instant({ nullable: true })) leaseUntil!: Instant | null;
  @Col(instant({ nullable: true })) startedAt!: Instant | null;
  @Col(instant({ nullable: true })) finishedAt!: Instant | null;
  @Col(instant({ nullable: true })) expiresAt!: Instant | null;
  @Col(instant({ nullable: true })) downloadedAt!: Instant | null;
  @Col(shortText(200, { nullable: true })) fileName!: string | null;
  @Col(wholeNumber({ nullable: true })) kilobytes!: number | null;
  @Col(shortText(20, { nullable: true })) problem!: DownloadProblem | null;
}

export type DownloadRow = Pick<DownloadEntity, keyof DownloadEntity>;
