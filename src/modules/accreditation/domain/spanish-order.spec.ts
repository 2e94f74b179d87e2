import { inSpanishOrder } from './spanish-order';

const person = (familyName: string, givenName = 'Ana', round = '2027-1') => ({ round, familyName, givenName, personCode: 'E1' });
const ordered = (...families: string[]) => inSpanishOrder(families.map((name) => person(name))).map(({ familyName }) => familyName);

describe('the order of names', () => {
  it('is that of a Spanish list', () => {
    expect(ordered('Ñahui', 'Nuñez', 'Núñez', 'Nuzo', 'Nunca', 'Oca', 'Ávila', 'Azaña', 'álvarez', 'de la Cruz', 'Dávila')).toEqual([
      'álvarez',
      'Ávila',
      'Azaña',
      'Dávila',
      'de la Cruz',
      'Nunca',
      'Nuñez',
      'Núñez',
      'Nuzo',
      'Ñahui',
      'Oca',
    ]);
  });

  it('goes by round first, and by given name last', () => {
    const all = [person('Li', 'Zoe', '2027-2'), person('Li', 'Zoe'), person('Li', 'Ámbar'), person('Lima', 'Ana')];
    expect(inSpanishOrder(all).map(({ round, familyName, givenName }) => `${round} ${familyName} ${givenName}`)).toEqual([
      '2027-1 Li Ámbar',
      '2027-1 Li Zoe',
      '2027-1 Lima Ana',
      '2027-2 Li Zoe',
    ]);
  });
});
