import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EditionId } from '#kernel/id';
import { newId } from '#kernel/id';
import { AuditLog } from '#modules/audit';
import { CurriculumService, type EditionBlock } from '#modules/curriculum';
import { sql } from '#platform/database/sql';
import { Contexts } from '#platform/time/contexts';
import { ViewEngine } from '#platform/views/engine';
import { Editions } from '../../src/modules/curriculum/data/editions.repository';
import { UnitLibrary } from '../../src/modules/curriculum/data/unit-library';
import { startApp, type TestApp } from '../support/app';

const UNIT = '01-mi-trabajo-es-el-cliente';
const SHIPPED = join(__dirname, '../../curriculum', UNIT);

describe('publishing a unit', () => {
  let app: TestApp;
  let root: string;
  let curriculum: CurriculumService;
  const folder = (...path: string[]): string => join(root, 'curriculum', UNIT, ...path);
  const ctx = () => app.get(Contexts).system('test');
  const count = async (table: 'edition' | 'edition_image' | 'audit_line'): Promise<number> => {
    const queries = {
      edition: sql`SELECT COUNT(*) AS n FROM edition`,
      edition_image: sql`SELECT COUNT(*) AS n FROM edition_image`,
      audit_line: sql`SELECT COUNT(*) AS n FROM audit_line WHERE action = 'edition.published'`,
    };
    return (await app.db.row<{ n: number }>(queries[table]))?.n ?? 0;
  };
  const change = (file: string, from: string, to: string): void => {
    const text = readFileSync(folder(file), 'utf8');
    expect(text).toContain(from);
    writeFileSync(folder(file), text.replace(from, to));
  };

  beforeEach(async () => {
    app = await startApp();
    root = mkdtempSync(join(tmpdir(), 'cadencia-curriculum-'));
    cpSync(SHIPPED, folder(), { recursive: true });
    const library = new UnitLibrary(join(root, 'curriculum'));
    curriculum = new CurriculumService(library, app.get(Editions), app.work, app.get(AuditLog), app.get(ViewEngine));
  });

  afterEach(async () => {
    await app.close();
    rmSync(root, { recursive: true, force: true });
  });

  it('freezes it with its drawings and leaves a line in the audit log', async () => {
    const published = await curriculum.publish(ctx(), UNIT);
    expect(published).toMatchObject({ ok: true, value: { unit: UNIT, number: 1, titleEs: 'Mi trabajo es el cliente' } });
    expect(await curriculum.latestEdition(UNIT)).toMatchObject({ number: 1 });
    expect([await count('edition'), await count('edition_image'), await count('audit_line')]).toEqual([1, 8, 1]);
  });

  it('makes one edition of one content, even when twenty publish it at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => curriculum.publish(ctx(), UNIT)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.flatMap((one) => (one.ok ? [] : [[one.refusal, one.details['number']]]))).toEqual(
      Array(19).fill(['already-published', 1]),
    );
    expect([await count('edition'), await count('edition_image'), await count('audit_line')]).toEqual([1, 8, 1]);
  });

  it('numbers different contents one after the other, also when they are published at once', async () => {
    const title = 'title: ¿Atención o cultura de servicio?';
    await curriculum.publish(ctx(), UNIT);
    const waiting = [];
    for (const number of [1, 2, 3]) {
      change('es/lesson-1.md', number === 1 ? title : `${title} (${number - 1})`, `${title} (${number})`);
      const library = new UnitLibrary(join(root, 'curriculum'));
      const frozen = await library.check(UNIT);
      jest.spyOn(library, 'check').mockResolvedValue(frozen);
      waiting.push(new CurriculumService(library, app.get(Editions), app.work, app.get(AuditLog), app.get(ViewEngine)));
    }
    const outcomes = await Promise.all(waiting.map((service) => service.publish(ctx(), UNIT)));
    expect(outcomes.map((one) => (one.ok ? one.value.number : one.refusal)).sort()).toEqual([2, 3, 4]);
  });

  it('does not take another order of keys or another line for another content', async () => {
    await curriculum.publish(ctx(), UNIT);
    change('unit.yaml', 'hours: 1.5\n', '');
    change('unit.yaml', 'cover: cover.svg', '\n# moved\nhours: 1.5\ncover: cover.svg');
    expect(await curriculum.publish(ctx(), UNIT)).toMatchObject({ ok: false, refusal: 'already-published', details: { number: 1 } });
  });

  it('sees that a drawing has changed', async () => {
    await curriculum.publish(ctx(), UNIT);
    change('images/cover.svg', '</svg>', '<g/></svg>');
    expect(await curriculum.publish(ctx(), UNIT)).toMatchObject({ ok: true, value: { number: 2 } });
  });

  it('refuses a unit with errors, and says how many', async () => {
    rmSync(folder('images/six-basics.svg'));
    expect(await curriculum.publish(ctx(), UNIT)).toMatchObject({ ok: false, refusal: 'unit-has-errors', details: { count: 1 } });
    expect(await count('edition')).toBe(0);
  });

  it('knows no unit outside its folder', async () => {
    for (const name of ['99-nothing', '../package.json', '..', '', '/etc', '01-mi-trabajo-es-el-cliente/es', 'x'.repeat(5000)]) {
      expect(await curriculum.publish(ctx(), name)).toMatchObject({ ok: false, refusal: 'no-such-unit' });
      const [report] = await curriculum.check(name);
      expect(report?.errors.map(({ rule }) => rule)).toEqual(['unit.folder']);
    }
  });

  it('gives an edition back as it was published, whatever happens to the files', async () => {
    const published = await curriculum.publish(ctx(), UNIT);
    if (!published.ok) throw new Error(published.refusal);
    rmSync(folder(), { recursive: true });
    const edition = await curriculum.edition(published.value.id);
    const { es, en } = edition.locales;
    expect(edition).toMatchObject({ unit: UNIT, number: 1, code: 'U01', test: { draw: 15, pass: 12, retryHours: 4 } });
    expect(es.lessons.map(({ id }) => id)).toEqual(en.lessons.map(({ id }) => id));
    expect(es.items).toHaveLength(45);
    expect(es.lessons[0]?.steps[0]).toMatchObject({
      id: 'caso',
      kind: 'case',
      variants: { public: { kind: 'case' }, internal: { kind: 'case' } },
    });
    expect(es.cover.src).toBe(`/editions/${published.value.id}/images/cover.svg`);
    expect(await curriculum.image(published.value.id, 'cover.svg')).toContain('<svg');
    expect(await curriculum.edition(published.value.id)).toBe(edition);
    expect((await curriculum.units()).map(({ unit, onDisk }) => [unit, onDisk])).toEqual([[UNIT, false]]);
  });

  it('gives the steps to put in order ids that say nothing about the order', async () => {
    const published = await curriculum.publish(ctx(), UNIT);
    if (!published.ok) throw new Error(published.refusal);
    const { es } = (await curriculum.edition(published.value.id)).locales;
    const blocks = es.lessons.flatMap(({ steps }) => steps.flatMap(({ variants }) => Object.values(variants) as EditionBlock[]));
    const orders = blocks.filter((block) => block.kind === 'order');
    expect(orders.length).toBeGreaterThan(0);
    for (const { steps } of orders) {
      const ids = steps.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(id).toMatch(/^[0-9a-f]{12}$/);
    }
  });

  it('does not teach an edition that somebody altered', async () => {
    const published = await curriculum.publish(ctx(), UNIT);
    if (!published.ok) throw new Error(published.refusal);
    await app.work.run(() =>
      app.db.execute(sql`UPDATE edition SET content = REPLACE(content, 'Lucía', 'Lucia') WHERE id = ${published.value.id}`),
    );
    await expect(curriculum.edition(published.value.id)).rejects.toThrow('is not what was published');
  });

  it('has no edition that was never published', async () => {
    await expect(curriculum.edition(newId<'edition'>() as EditionId)).rejects.toMatchObject({ status: 404 });
  });

  it('answers with findings to files that are broken or hostile', async () => {
    rmSync(folder('en/lesson-2.md'));
    mkdirSync(folder('en/lesson-2.md'));
    rmSync(folder('en/lesson-3.md'));
    symlinkSync('/etc/hostname', folder('en/lesson-3.md'));
    writeFileSync(folder('en/lesson-4.md'), Buffer.from([0xff, 0xfe, 0x00, 0xd8]));
    writeFileSync(folder('en/lesson-5.md'), 'x'.repeat(3 * 1024 * 1024));
    writeFileSync(folder('unit.yaml'), `a: &a [x]\nb: &b [*a,*a]\nc: [*b,*b]\n`);
    writeFileSync(folder('es/test.yaml'), `items: ${'['.repeat(20_000)}`);
    const [report] = await curriculum.check(UNIT, 'en');
    const found = report?.errors.map(({ file, rule }) => `${file} ${rule}`) ?? [];
    expect(found).toEqual(
      expect.arrayContaining([
        'en/lesson-2.md unit.file-unreadable',
        'en/lesson-3.md unit.file-unreadable',
        'en/lesson-4.md unit.file-unreadable',
        'en/lesson-5.md unit.file-too-big',
        'unit.yaml yaml.alias',
        'es/test.yaml yaml.syntax',
      ]),
    );
    for (const { message } of report?.errors ?? []) expect(message).toMatch(/^[^{}]+\.…?$/);
    expect(await curriculum.draft(UNIT)).toBeNull();
  });
});
