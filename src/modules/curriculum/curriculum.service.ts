import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { type EditionId, newId } from '#kernel/id';
import { FALLBACK_LOCALE, type Locale } from '#kernel/locale';
import { done, type Outcome, refused } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { NotFound } from '#platform/http/errors';
import { ViewEngine } from '#platform/views/engine';
import { draftContent, editionContent, sha256 } from './data/edition-content';
import { Editions } from './data/editions.repository';
import { type CheckedUnit, UnitLibrary } from './data/unit-library';
import type { DraftContent, Edition, EditionContent } from './domain/edition';
import { type Finding, finding, isError } from './domain/finding';
import { canonicalText, freeze, type FrozenUnit } from './domain/frozen-unit';
import { svgSize } from './domain/svg';
import type { ByLocale, ImageFile, Unit } from './domain/unit';

/** A unit on disk, published, or both. */
export interface UnitOverview {
  readonly unit: string;
  readonly title: ByLocale<string>;
  /** False when only its editions are left. */
  readonly onDisk: boolean;
  /** Newest first. */
  readonly editions: readonly Edition[];
}

/** What `cadencia curriculum check --json` prints of a unit. */
export interface UnitReport {
  readonly unit: string;
  readonly errors: readonly Remark[];
  readonly warnings: readonly Remark[];
}

export interface Remark {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

export type PublishRefusal = 'no-such-unit' | 'unit-has-errors' | 'already-published';

/** Units as they are written, and the editions that are frozen from them. */
@Injectable()
export class CurriculumService {
  private readonly contents = new Map<EditionId, Promise<EditionContent>>();

  constructor(
    private readonly library: UnitLibrary,
    private readonly editions: Editions,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly views: ViewEngine,
  ) {}

  async units(): Promise<readonly UnitOverview[]> {
    const editions = await this.editions.all();
    const names = await this.library.names();
    const all = [...new Set([...names, ...editions.map(({ unit }) => unit)])].sort();
    return Promise.all(
      all.map(async (unit) => {
        const own = editions.filter((edition) => edition.unit === unit);
        const title = (await this.library.sheet(unit))?.title ?? titleOf(own[0]) ?? { es: unit, en: unit };
        return { unit, title, onDisk: names.includes(unit), editions: own };
      }),
    );
  }

  /** Every unit, or the one asked for; a unit that does not exist is a report with that one error. Sentences in the reader's language. */
  async check(unit?: string, locale: Locale = FALLBACK_LOCALE): Promise<readonly UnitReport[]> {
    const names = unit === undefined ? await this.library.names() : [unit];
    const reports: UnitReport[] = [];
    for (const name of names) {
      const findings = (await this.library.check(name))?.findings ?? [finding('unit.yaml', 1, 'unit.folder', { folder: name.slice(0, 80) })];
      const say = (one: Finding): Remark => ({ file: one.file, line: one.line, rule: one.rule, message: this.views.say(locale, `curriculum.rule.${one.rule}`, one.values) });
      reports.push({ unit: name, errors: findings.filter(isError).map(say), warnings: findings.filter((one) => !isError(one)).map(say) });
    }
    return reports;
  }

  /** Freezes the unit as it stands now. The same content is an edition once, however often and from wherever it is published. */
  async publish(ctx: Context, unit: string): Promise<Outcome<Edition, PublishRefusal>> {
    const checked = await this.library.check(unit);
    if (!checked) return refused('no-such-unit', { unit: unit.slice(0, 80) });
    const count = checked.findings.filter(isError).length;
    const frozen = count > 0 ? null : frozenUnit(checked);
    if (!frozen) return refused('unit-has-errors', { unit, count });
    const content = canonicalText(frozen);
    const { title } = frozen.sheet;
    return this.work.run(async () => {
      const edition = {
        id: newId<'edition'>(),
        unit,
        contentHash: sha256(content),
        titleEs: title.es,
        titleEn: title.en,
        publishedAt: ctx.now,
      };
      const publishedBy = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
      const images = notedImages(checked.unit).map(({ file, text }) => ({ file, content: text }));
      const number = await this.editions.add({ ...edition, content, publishedBy }, images);
      if (number === null) {
        const there = await this.editions.withContent(unit, edition.contentHash);
        return refused('already-published', { unit, number: there?.number ?? 0 });
      }
      await this.audit.record(ctx, {
        action: 'edition.published',
        subject: { type: 'edition', id: edition.id },
        detail: { unit, number, contentHash: edition.contentHash },
      });
      return done({ ...edition, number });
    });
  }

  /** An edition never changes, so it is read, verified and rendered once. @throws NotFound */
  edition(id: EditionId): Promise<EditionContent> {
    const known = this.contents.get(id);
    if (known) return known;
    const loading = this.load(id);
    this.contents.set(id, loading);
    // What failed, or was not committed yet, may be there the next time.
    loading.catch(() => this.contents.delete(id));
    return loading;
  }

  latestEdition(unit: string): Promise<Edition | null> {
    return this.editions.latest(unit);
  }

  /** The drawing of an edition as SVG, or null. */
  image(editionId: string, file: string): Promise<string | null> {
    return this.editions.image(editionId, file);
  }

  /** The unit as it stands on disk, as people would read it; null while something in it cannot be read. */
  async draft(unit: string): Promise<DraftContent | null> {
    const checked = await this.library.check(unit);
    if (!checked || checked.findings.some((one) => isError(one) && /^(unit|yaml|image)\./.test(one.rule))) return null;
    const frozen = frozenUnit(checked);
    return frozen && draftContent(frozen, `/units/${unit}/images/`);
  }

  /** The edition that is word for word what stands on disk now; null when there is something to publish or to mend first. */
  async editionAsItStands(unit: string): Promise<Edition | null> {
    const checked = await this.library.check(unit);
    const frozen = checked && frozenUnit(checked);
    return frozen ? this.editions.withContent(unit, sha256(canonicalText(frozen))) : null;
  }

  /** A drawing of the unit as it stands on disk, or null. */
  async draftImage(unit: string, file: string): Promise<string | null> {
    return (await this.library.check(unit))?.unit.images.find((image) => image.file === file)?.text ?? null;
  }

  private async load(id: EditionId): Promise<EditionContent> {
    const stored = await this.editions.whole(id);
    if (!stored) throw new NotFound('no such edition');
    return editionContent(stored);
  }
}

function frozenUnit({ unit }: CheckedUnit): FrozenUnit | null {
  const drawings = notedImages(unit).flatMap(({ file, text }) => {
    const size = svgSize(text);
    return size ? [{ file, ...size, sha256: sha256(text) }] : [];
  });
  return freeze(unit, drawings);
}

function notedImages({ sheet, images }: Unit): readonly ImageFile[] {
  return images.filter(({ file }) => sheet?.images.some((note) => note.file === file));
}

function titleOf(edition: Edition | undefined): ByLocale<string> | null {
  return edition ? { es: edition.titleEs, en: edition.titleEn } : null;
}
