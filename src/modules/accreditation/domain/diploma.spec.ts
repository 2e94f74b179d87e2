import { toCalendarDate } from '#kernel/calendar-date';
import { toInstant } from '#kernel/instant';
import { codeOf } from './code';
import { hashOf, statusOf, writeSnapshot } from './diploma';
import { SIGNATORIES, snapshotOf } from './issue';
import { readSnapshot } from './read-snapshot';

const snapshot = snapshotOf({
  code: codeOf('7K3QM2XW9AHJ4TZ8CRV6'),
  locale: 'es',
  holder: { givenName: 'Chi', familyName: 'Chávez', personCode: 'E003' },
  kind: 'unit',
  level: 'learned',
  award: { title: 'Mi trabajo', hours: 1.5, skills: ['Saludar'] },
  unit: { unit: '01-x', edition: 1, contentHash: 'abc' },
  parts: [],
  round: '2027-1',
  completedOn: toCalendarDate('2027-03-01'),
  issuedOn: toCalendarDate('2027-03-01'),
  appearance: {
    design: { template: 'classic', version: 1, paper: 'a4', wording: null },
    issuer: { name: 'Andina', hue: 185, logoHash: null, sealHash: null },
    signatories: SIGNATORIES.es,
  },
  approver: null,
  publicUrl: 'https://c.example.com',
});

describe('a diploma', () => {
  it('freezes the same facts as the same text, in whatever order they came', () => {
    const turned = Object.fromEntries(Object.entries(snapshot).reverse()) as unknown as typeof snapshot;
    expect(writeSnapshot(turned)).toBe(writeSnapshot(snapshot));
    expect(JSON.parse(writeSnapshot(snapshot))).toEqual(snapshot);
    expect(hashOf(writeSnapshot(snapshot))).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOf(writeSnapshot({ ...snapshot, round: '2027-2' }))).not.toBe(hashOf(writeSnapshot(snapshot)));
  });

  it('carries the address at which it is verified, and a line to sign on', () => {
    expect(snapshot.verifyAt).toBe('https://c.example.com/verify/7K3QM-2XW9A-HJ4TZ-8CRV6');
    expect(snapshot.signatories).toEqual([
      { name: null, title: 'Dirección general', signatureHash: null },
      { name: null, title: 'Responsable del programa', signatureHash: null },
    ]);
  });

  it('reads what was frozen in the first form as what it said', () => {
    const first = {
      template: 1,
      code: snapshot.code,
      locale: 'es',
      holder: snapshot.holder,
      unit: { unit: '01-x', title: 'Mi trabajo', edition: 1, contentHash: 'abc', hours: 1.5, skills: ['Saludar'] },
      round: '2027-1',
      completedOn: '2027-03-01',
      issuedOn: '2027-03-01',
      issuer: { name: 'Andina', hue: 185, logoHash: null },
      signatories: snapshot.signatories.map(({ name, title }) => ({ name, title })),
      verifyAt: snapshot.verifyAt,
    };
    expect(readSnapshot(JSON.stringify(first))).toEqual(snapshot);
    expect(readSnapshot(writeSnapshot(snapshot))).toEqual(snapshot);
  });

  it('is revoked before it is replaced, and valid otherwise', () => {
    const at = toInstant('2027-03-01T14:00:00Z');
    expect(statusOf({ revokedAt: null, supersededAt: null })).toBe('valid');
    expect(statusOf({ revokedAt: null, supersededAt: at })).toBe('superseded');
    expect(statusOf({ revokedAt: at, supersededAt: at })).toBe('revoked');
  });
});
