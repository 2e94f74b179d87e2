import { toCalendarDate as day } from '#kernel/calendar-date';
import type { PersonId } from '#kernel/id';
import { toInstant } from '#kernel/instant';
import { isDueToClose, isDueToOpen, openingAllowed, stateOf, type Round } from './round';

const at = toInstant('2027-02-01T09:00:00Z');
const ada = 'ada' as PersonId;
const round = (overrides: Partial<Round> = {}): Round => ({
  id: 'round' as Round['id'],
  code: '2027-1',
  unit: '01-uno',
  editionId: null,
  kind: 'company',
  opensOn: day('2027-02-01'),
  dueOn: day('2027-03-15'),
  closesOn: day('2027-06-28'),
  approvedAt: null,
  approvedBy: null,
  overrideReason: null,
  overrideBy: null,
  openedAt: null,
  closedAt: null,
  ...overrides,
});

describe('a round', () => {
  it('has the state that its facts say', () => {
    expect(stateOf(round())).toBe('proposed');
    expect(stateOf(round({ approvedAt: at }))).toBe('approved');
    expect(stateOf(round({ approvedAt: at, openedAt: at }))).toBe('open');
    expect(stateOf(round({ approvedAt: at, openedAt: at, closedAt: at }))).toBe('closed');
  });

  it('is due to open from its day on, once approved, and to close from its closing day on', () => {
    expect(isDueToOpen(round(), day('2027-02-01'))).toBe(false);
    expect(isDueToOpen(round({ approvedAt: at }), day('2027-01-31'))).toBe(false);
    expect(isDueToOpen(round({ approvedAt: at }), day('2027-02-03'))).toBe(true);
    expect(isDueToClose(round({ approvedAt: at, openedAt: at }), day('2027-06-27'))).toBe(false);
    expect(isDueToClose(round({ approvedAt: at, openedAt: at }), day('2027-06-28'))).toBe(true);
    expect(isDueToClose(round({ approvedAt: at, openedAt: at, closedAt: at }), day('2027-06-28'))).toBe(false);
  });
});

describe('opening a round', () => {
  const previous = day('2027-08-31');

  it('is refused sooner than four and later than six calendar months after the previous one', () => {
    expect(openingAllowed(previous, [], day('2027-12-30'))).toMatchObject({
      ok: false,
      refusal: 'too-early',
      details: { earliest: '2027-12-31' },
    });
    expect(openingAllowed(previous, [], day('2027-12-31'))).toMatchObject({ ok: true, value: null });
    expect(openingAllowed(previous, [], day('2028-02-29'))).toMatchObject({ ok: true, value: null });
    expect(openingAllowed(previous, [], day('2028-03-01'))).toMatchObject({
      ok: false,
      refusal: 'too-late',
      details: { latest: '2028-02-29' },
    });
  });

  it('is refused in a black-out', () => {
    const christmas = { fromOn: day('2027-12-20'), untilOn: day('2028-01-07'), reason: 'Navidad' };
    expect(openingAllowed(null, [christmas], day('2028-01-06'))).toMatchObject({
      ok: false,
      refusal: 'in-blackout',
      details: { blackout: 'Navidad', until: '2028-01-07' },
    });
    expect(openingAllowed(null, [christmas], day('2028-01-07')).ok).toBe(true);
  });

  it('takes an override with reason and approver, and keeps it only where the rule objects', () => {
    const override = { reason: 'La sede nueva abre en diciembre', by: ada };
    expect(openingAllowed(previous, [], day('2027-11-01'), override)).toMatchObject({ ok: true, value: override });
    expect(openingAllowed(previous, [], day('2028-01-31'), override)).toMatchObject({ ok: true, value: null });
  });

  it('asks nothing of the first round', () => {
    expect(openingAllowed(null, [], day('2027-02-01')).ok).toBe(true);
  });
});
