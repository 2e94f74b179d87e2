import type { Browser } from 'playwright-core';
import type { PersonId } from '#kernel/id';
import { toInstant } from '#kernel/instant';
import { CurriculumService, stepsFor } from '#modules/curriculum';
import { ActivationService } from '#modules/identity';
import { ProgrammeService } from '#modules/programme';
import { SetupService } from '#modules/setup';
import { sql } from '#platform/database/sql';
import { JobRunner } from '#platform/jobs/jobs';
import { Contexts } from '#platform/time/contexts';
import { type Device, launchBrowser, type Reader, readerWith, type ServedApp, serveApp } from '../support/browser';
import { mailTo } from '../support/mail';
import { filesIn } from '../support/zip';

const PASSWORD = 'tres gatos duermen al sol';
const BEN_PASSWORD = 'cuatro nubes cruzan el valle';
const PIN = '739154';

const ROSTER = `codigo;nombres;apellidos;correo;tipo;proveedor;equipo;cargo;codigo_jefe;ingreso
E001;Ada;Aguilar;ada@example.com;empleado;;Oficina;Recursos Humanos;;2020-01-15
E002;Ben;Benítez;ben@example.com;empleado;;Tienda;Jefe de tienda;;2019-05-01
E003;Chi;Chávez;;empleado;;Tienda;Cajera;E002;2021-03-10
E004;Eva;Espinoza;;empleado;;Tienda;Vendedora;E002;2022-07-01
C001;Dora;Duarte;;contratista;Limpieza SA;Tienda;Limpieza;E002;2023-02-01
C002;Hugo;Huamán;;contratista;Limpieza SA;Bodega;Limpieza;;2023-02-01
E005;Fay;Fuentes;;empleado;;Bodega;Almacenera;;2018-11-20
E006;Gil;Gómez;;empleado;;Bodega;Montacarguista;;01/02/2024
E007;Iris;Ibáñez;;empleado;;Bodega;Almacenera;;2024-06-03
E008;Joel;Jara;;empleado;;Oficina;Contador;;2025-09-01
E009;Kim;Kanashiro;;empleado;;Oficina;Recepción;;31/02/2026
E010;Luz;Luna;;empleado;;Oficina;Asistente;;2026-10-05
`;

// A whole journey on a busy machine.
jest.setTimeout(600_000);

/** The mission of the product, told once; each device has a file of its own, so that two of them run at a time. */
export function journey(device: Device): void {
  let browser: Browser;
  let app: ServedApp;
  let hr: Reader;
  let chi: Reader;
  let code: string;
  const newReader = () => readerWith(browser, app, device);
  const idOf = async (personCode: string): Promise<PersonId> =>
    (await app.db.row<{ id: PersonId }>(sql`SELECT id FROM person WHERE person_code = ${personCode}`))!.id;
  const signInByMail = async (reader: Reader, email: string, password: string) => {
    await reader.visit('/sign-in?by=email');
    await reader.fill({ email, password });
    await reader.press('Entrar');
  };

  beforeAll(async () => {
    browser = await launchBrowser();
    app = await serveApp();
    hr = await newReader();
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it('sets the company up by a link that works once', async () => {
    const link = new URL((await app.get(SetupService).linkIfNeeded())!).pathname;
    await hr.visit(link);
    await hr.fill({ name: 'Andina de Servicios', country: 'PE', timeZone: 'America/Lima', language: 'es' });
    await hr.press('Guardar y seguir');
    await hr.fill({ givenName: 'Ada', familyName: 'Aguilar', email: 'ada@example.com', personCode: 'E001' });
    await hr.fill({ password: PASSWORD, again: PASSWORD });
    await hr.press('Guardar y seguir');
    await hr.fill({ fromOn: '2027-12-15', lastOn: '2028-01-06', reason: 'Campaña de Navidad' });
    await hr.press('Agregar estos días');
    expect(await hr.words()).toContain('Campaña de Navidad');
    await hr.press('Terminar y entrar');
    expect(await hr.words()).toContain('Su empresa está en marcha');
    const late = await newReader();
    await late.visit(link, 410);
    expect(await late.words()).toContain('este enlace servía una sola vez');
  });

  it('loads a roster, shows the row that it refuses and why, and applies the rest once approved', async () => {
    await hr.visit('/roster/imports/new');
    await hr.page.locator('input[name="file"]').setInputFiles({ name: 'planilla.csv', mimeType: 'text/csv', buffer: Buffer.from(ROSTER) });
    await hr.choose('mode', 'full');
    await hr.press('Revisar el archivo');
    await hr.until('¿Está todo bien?');
    expect(await hr.words()).toMatch(/Kim Kanashiro E009 Ingreso: «31\/02\/2026» no existe en el calendario/);
    await hr.page.locator('input[name="approve"]').check();
    await hr.press('Aplicar a la lista de personal');
    await hr.until('La lista está aplicada');
    await hr.visit('/people');
    expect(await hr.words()).toContain('Dora Duarte');
    expect(await hr.words()).not.toContain('Kim Kanashiro');
  });

  it('publishes the welcome and the first unit, approves the first round, and opens it on its day', async () => {
    await hr.visit('/units');
    for (const unit of ['00-bienvenida', '01-mi-trabajo-es-el-cliente']) {
      await hr.visit(`/units/${unit}`);
      await hr.press('Publicar una edición');
      expect(await hr.words()).toContain('Edición 1');
    }
    await hr.visit('/calendar');
    await hr.press(/^Aprobar la ronda/);
    await hr.fill({ opensOn: '2027-03-08' });
    await hr.press('Aprobar la ronda');
    await hr.visit('/calendar');
    expect(await hr.words()).toContain('está aprobada para el lunes, 8 de marzo de 2027');

    app.clock.stopAt(toInstant('2027-03-08T14:00:00Z'));
    expect(await app.get(JobRunner).runNow('open-due-rounds')).toBe(1);
    await signInByMail(hr, 'ada@example.com', PASSWORD);
    await hr.visit('/coverage');
    expect(await hr.words()).toContain('De 11 personas');
  });

  it('prints access slips, with which a person without e-mail chooses a PIN', async () => {
    await hr.visit('/slips');
    await hr.page.getByRole('radio', { name: /^Tienda/ }).check();
    const { bytes } = await hr.download('Imprimir los papeles (PDF)');
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');

    const slip = await app.get(ActivationService).makeSlips(app.get(Contexts).system('test'), [await idOf('E003')]);
    chi = await newReader();
    await chi.visit('/activate');
    await chi.fill({ code: slip.slips[0]!.code });
    await chi.press('Continuar');
    await chi.fill({ secret: PIN, again: PIN });
    await chi.press('Guardar y entrar');
    await chi.page.locator('.account summary').click();
    await chi.press('Salir');
    await chi.visit('/sign-in');
    await chi.fill({ code: 'E003', pin: PIN });
    await chi.press('Entrar');
    expect(chi.path).toBe('/my');
  });

  it('teaches five lessons, one step on each screen, and explains every practice', async () => {
    const { assignmentId, edition } = await chisUnit();
    for (const lesson of edition.locales.es.lessons) {
      await chi.visit('/my');
      await chi.press(/^(Empezar|Continuar) la lección/);
      for (const { id, block } of stepsFor(lesson, 'public')) {
        expect(chi.path).toBe(`/my/${assignmentId}/lessons/${lesson.id}/${id}`);
        if (block.kind === 'choice') {
          await chi.choose('option', block.options.find(({ correct }) => correct)!.id);
          await chi.press('Responder');
          expect(await chi.words()).toContain('Acertó');
        } else if (block.kind === 'order') {
          const lines = chi.page.locator('.order-line');
          const right = block.steps.map(({ html }) => html.replaceAll(/<[^>]+>/g, ''));
          for (const line of await lines.all()) {
            const text = (await line.locator('.order-text').innerText()).trim();
            await line.locator('select').selectOption(String(right.indexOf(text) + 1));
          }
          await chi.press('Responder');
          expect(await chi.words()).toContain('Ese es el orden');
        } else if (block.kind === 'write' || block.kind === 'recall' || block.kind === 'plan') {
          await chi.fill({ text: 'Saludo a quien llega y le digo cuánto tardo.' });
          await chi.press('Guardar y comparar');
          expect(await chi.words()).toContain('Usted escribió');
        }
        await chi.press(/^(Continuar|Terminar la lección)$/);
      }
      expect(await chi.words()).toContain('Lección terminada');
    }
  });

  it('asks fifteen questions, and explains every option of each', async () => {
    const { assignmentId, edition } = await chisUnit();
    await chi.visit('/my');
    await chi.press('Hacer la prueba');
    await chi.press('Empezar la prueba');
    const row = await app.db.row<{ items: string }>(sql`SELECT items FROM attempt WHERE assignment_id = ${assignmentId}`);
    const items = (JSON.parse(row!.items) as { item: string }[]).map(({ item }) => item);
    expect(items).toHaveLength(15);
    for (const id of items) {
      const item = edition.locales.es.items.find((one) => one.id === id)!;
      await chi.choose(id, item.options.find(({ correct }) => correct)!.id);
    }
    await chi.press('Entregar la prueba');
    expect(await chi.heading()).toContain('15 de 15');
    expect(await chi.page.locator('.verdict-why').count()).toBe(45);
  });

  it('ends with an if-then plan, and the diploma is there in seconds', async () => {
    await chi.press('Escribir mi plan');
    await chi.fill({ situation: 'Si alguien llega mientras escribo', action: 'entonces levanto la vista y saludo' });
    await chi.press('Guardar mi plan');
    expect(await chi.heading()).toBe('¡Lo logró!');
    await app.get(JobRunner).settled();
    await chi.press('Ver mi diploma');
    expect((await chi.file(/^Descargar PDF/)).subarray(0, 5).toString()).toBe('%PDF-');
    code = (await app.db.row<{ code: string }>(sql`SELECT code FROM diploma`))!.code;
    const anybody = await newReader();
    await anybody.visit('/verify');
    await anybody.fill({ code });
    await anybody.press('Verificar');
    expect(await anybody.heading()).toBe('El diploma es válido');
    expect(await anybody.words()).toContain('Chi Chávez');
  });

  it('lets the manager in by a link, shows who is left and who is done, and hands out the files', async () => {
    await hr.visit(`/people/${await idOf('E002')}/access`);
    await hr.press('Enviar un enlace por correo');
    await app.get(JobRunner).settled();
    const ben = await newReader();
    await ben.visit(/\/activate\/[\w-]+/.exec(mailTo(app, 'ben@example.com'))![0]);
    await ben.fill({ secret: BEN_PASSWORD, again: BEN_PASSWORD });
    await ben.press('Guardar y entrar');
    await ben.page.locator('.account summary').click();
    await ben.press('Salir');
    await signInByMail(ben, 'ben@example.com', BEN_PASSWORD);
    await ben.visit('/team');
    expect(await ben.heading()).toBe('Faltan 2 personas');
    expect(await ben.words()).toContain('Dora Duarte');
    await ben.press(/^Terminaron/);
    expect(await ben.words()).toContain('Chi Chávez');
    expect(await ben.words()).not.toContain('Fay Fuentes');

    const files = await filesIn((await ben.download('Bajar 1 diploma')).bytes);
    expect([...files.keys()].map((name) => /\.\w+$/.exec(name)![0]).sort()).toEqual(['.csv', '.pdf']);
    expect(files.get('index.csv')!.toString()).toContain(code);
    const csv = (await ben.download(/CSV/)).bytes.toString();
    for (const name of ['Chávez', 'Duarte', 'Espinoza']) expect(csv).toContain(name);
    expect(csv).not.toContain('Fuentes');
    const workbook = await filesIn((await ben.download(/Excel/)).bytes);
    expect(workbook.has('xl/workbook.xml')).toBe(true);
  });

  it('shows HR a ledger that adds up to everybody, down to names', async () => {
    await hr.visit('/coverage');
    const numbers = await hr.page.locator('#ledger ~ table tbody td.number:nth-child(2)').allInnerTexts();
    expect(numbers.map(Number).reduce((sum, one) => sum + one, 0)).toBe(11);
    expect(await hr.page.locator('#ledger ~ table tfoot td').first().innerText()).toBe('11');
    await hr.page.locator('#ledger ~ table').getByRole('link', { name: 'Terminó' }).click();
    await hr.page.waitForURL(/coverage\/people/);
    await hr.look();
    expect(await hr.words()).toContain('Chávez, Chi');
    await hr.visit('/coverage');
    const csv = (await hr.download(/CSV/)).bytes.toString();
    expect(csv.trim().split('\n')).toHaveLength(12);
  });

  async function chisUnit() {
    const [assignment] = await app.get(ProgrammeService).assignmentsOf(await idOf('E003'));
    const edition = await app.get(CurriculumService).edition(assignment!.editionId);
    return { assignmentId: assignment!.id, edition };
  }
}
