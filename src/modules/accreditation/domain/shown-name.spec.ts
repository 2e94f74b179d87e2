import { initialsOf, shownName } from './shown-name';

const holder = (givenName: string, familyName: string) => ({ givenName, familyName, personCode: 'E1' });

describe('how a holder is shown', () => {
  it.each([
    ['María de los Ángeles', 'Fernández-Villavicencio Echeverría', 'M. Á. F.-V. E.'],
    ['Li', 'Bo', 'L. B.'],
    ['José', 'Ortega y Gasset', 'J. O. G.'],
    ['ana', 'pérez', 'A. P.'],
    ['A\u0301ngel', 'O’Neill', 'Á. O.'],
    ['Олена', 'Шевченко', 'О. Ш.'],
    ['محمد', 'علي', 'م. ع.'],
    ['美咲', '佐藤', '美. 佐.'],
    ['  Dos ', ' espacios  ', 'D.'],
  ])('by the initials of %s %s', (given, family, initials) => {
    expect(initialsOf(holder(given, family))).toBe(initials);
  });

  it('by name as long as nothing else was chosen', () => {
    expect(shownName(holder('Chi', 'Chávez'), 'name')).toBe('Chi Chávez');
    expect(shownName(holder('Chi', 'Chávez'), 'initials')).toBe('C. C.');
  });
});
