import { toInstant } from '#kernel/instant';
import { renderPdf } from '#platform/pdf/render';
import type { Placed } from '#platform/pdf/sheet';
import { type PrintedSlip, slipDocument, SLIPS_PER_SHEET } from './slip-sheet';

const chi: PrintedSlip = { givenName: 'Chi', familyName: 'Chávez', personCode: 'E003', code: 'ABCDEFGHJK', kind: 'pin', language: 'es' };

const print = (slips: readonly PrintedSlip[]) =>
  slipDocument({
    title: 'Papeles de acceso',
    language: 'es',
    createdAt: toInstant('2027-03-01T14:00:00Z'),
    company: 'Andina de Servicios',
    slips,
    linkOf: (code) => `https://cadencia.example.com/activate/${code}`,
    address: 'cadencia.example.com/activate',
    say: (language, key, values = {}) => `${language} ${key.replace('identity.slip.', '')} ${Object.values(values).join(' ')}`.trim(),
    untilIn: () => '30 abr 2027',
  });
const words = (items: readonly Placed[]): string => items.flatMap((item) => (item.kind === 'text' ? item.lines : [])).join(' | ');
const many = (length: number): PrintedSlip[] => Array.from({ length }, (_, n) => ({ ...chi, personCode: `E${String(n)}` }));

describe('a sheet of slips', () => {
  it('holds eight', () => {
    expect(print(many(8)).sheets).toHaveLength(1);
    expect(print(many(9)).sheets).toHaveLength(2);
    expect(SLIPS_PER_SHEET).toBe(8);
  });

  it('says who, with which code, where, and what to do', () => {
    const said = words(print([chi]).sheets[0]?.items ?? []);
    for (const part of [
      'Chi Chávez',
      'E003',
      'ABCDE-FGHJK',
      'cadencia.example.com/activate',
      'step-pin',
      'step-after-pin',
      '30 abr 2027',
      'Andina de Servicios',
    ])
      expect(said).toContain(part);
    expect(words(print([{ ...chi, kind: 'password', language: 'en' }]).sheets[0]?.items ?? [])).toContain('en step-password');
  });

  it('keeps a name on two lines apart from what stands below it', () => {
    for (const familyName of ['Chávez', 'Rodríguez Quispe', 'Fernández-Villavicencio Echeverría']) {
      const texts = (print([{ ...chi, givenName: 'María de los Ángeles', familyName }]).sheets[0]?.items ?? []).filter(
        (item) => item.kind === 'text',
      );
      const name = texts.find(({ role }) => role === 'H1')!;
      const label = texts.find(({ lines }) => lines[0] === 'es code')!;
      const foot = name.y + (name.lines.length - 1) * (name.leading ?? 0) + name.size * 0.3;
      expect(label.y - label.size - foot).toBeGreaterThan(2);
    }
  });

  it('carries a QR that says what it is', () => {
    const drawings = (print([chi]).sheets[0]?.items ?? []).filter((item) => item.kind === 'path' && item.alt !== null);
    expect(drawings).toHaveLength(1);
  });

  it('names people whose letters our typefaces lack by their code, and is drawn', async () => {
    const document = print([
      { ...chi, givenName: '李', familyName: '波' },
      { ...chi, givenName: 'María de los Ángeles', familyName: 'Fernández-Villavicencio Echeverría' },
    ]);
    expect(words(document.sheets[0]?.items ?? [])).toContain('E003');
    expect((await renderPdf(document)).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
