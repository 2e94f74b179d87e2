import { newId } from '#kernel/id';
import { type Comparable, findDuplicates, reasonsAgainst, reasonsFor } from './duplicates';
import { isWithin, meantAmong, phoneKey } from './likeness';

const person = (givenName: string, familyName: string, more: Partial<Comparable> = {}): Comparable => ({
  id: newId(),
  givenName,
  familyName,
  nationalId: null,
  phone: null,
  birthYear: null,
  ...more,
});

describe('two records that may be one person', () => {
  it.each([
    [
      'the same document, however written',
      person('Ana', 'Ruiz', { nationalId: '0045.678-901' }),
      person('Anita', 'Rojas', { nationalId: '45678901' }),
      ['document'],
    ],
    [
      'the same phone, with and without the country',
      person('Ana', 'Ruiz', { phone: '+51 987 654 321' }),
      person('A.', 'Rojas', { phone: '987654321' }),
      ['phone'],
    ],
    ['the words of the name in another order', person('María José', 'Ruiz Paz'), person('Ruiz', 'Maria José Paz'), ['name']],
    [
      'a slip in the name and the same year',
      person('Jonathan', 'Gonzáles', { birthYear: 1990 }),
      person('Jhonatan', 'Gonzales', { birthYear: 1990 }),
      ['name-and-year'],
    ],
    ['a name as it sounds', person('Bictor', 'Kispe Huaman'), person('Víctor', 'Quispe Guamán'), []],
    ['a name as it sounds', person('Bictor', 'Kispe Mamani'), person('Víctor', 'Quispe Mamani'), ['name']],
    [
      'a second surname that one record lacks',
      person('Rosa', 'Quispe', { birthYear: 1984 }),
      person('Rosa', 'Quispe Mamani', { birthYear: 1984 }),
      ['name-and-year'],
    ],
    ['the same without a year', person('Rosa', 'Quispe'), person('Rosa', 'Quispe Mamani'), []],
    ['one who has the year and one who has not', person('Rosa', 'Quispe', { birthYear: 1984 }), person('Rosa', 'Quispe'), ['name']],
    ['namesakes of different years', person('Rosa', 'Quispe', { birthYear: 1984 }), person('Rosa', 'Quispe', { birthYear: 1985 }), []],
    [
      'namesakes with different documents',
      person('Rosa', 'Quispe', { nationalId: '11111111' }),
      person('Rosa', 'Quispe', { nationalId: '22222222' }),
      [],
    ],
    [
      'namesakes with a slip in the document',
      person('Rosa', 'Quispe', { nationalId: '11111112' }),
      person('Rosa', 'Quispe', { nationalId: '11111121' }),
      ['name'],
    ],
    [
      'namesakes with two slips in the document, which is another document',
      person('Rosa', 'Quispe', { nationalId: '11111112' }),
      person('Rosa', 'Quispe', { nationalId: '11111133' }),
      [],
    ],
    ['phones that end alike only', person('Ana', 'Ruiz', { phone: '987654321' }), person('Luz', 'Salazar', { phone: '917654321' }), []],
    ['short names that differ', person('Li', 'Bo'), person('Li', 'Wu'), []],
  ] as const)('are %s', async (_, one, other, why) => {
    expect(reasonsFor(one, other)).toEqual(why);
    const found = await findDuplicates([one, person('Somebody', 'Else'), other]);
    expect(found.map((pair) => pair.why)).toEqual(why.length > 0 ? [why] : []);
  });

  it('are not everybody who shares a switchboard or a very common name', async () => {
    const crowd = Array.from({ length: 30 }, () => person('José', 'García', { phone: '5555555' }));
    expect(await findDuplicates(crowd)).toEqual([]);
  });

  it('are found among twenty thousand while others have their turn', async () => {
    const names = ['Ana', 'Luis', 'Rosa', 'Juan', 'Carmen', 'Pedro', 'Elena', 'Jorge', 'Marta', 'Diego', 'Lucía', 'Hugo'];
    const syllables = ['que', 'mar', 'to', 'sal', 'vi', 'ne', 'gar', 'ces', 'bal', 'ro', 'pin', 'du', 'las', 'ti', 'men', 'cho'];
    let seed = 7;
    const next = (most: number): number => (seed = (seed * 48271) % 2147483647) % most;
    const surname = (): string => Array.from({ length: 2 + next(2) }, () => syllables[next(16)]).join('');
    const people = Array.from({ length: 20_000 }, (_, index) =>
      person(`${names[next(12)]} ${names[next(12)]}`, `${surname()} ${surname()}`, {
        nationalId: String(10_000_000 + index * 37),
        birthYear: 1960 + next(45),
      }),
    );
    const twice = { ...people[500], id: newId<'person'>(), nationalId: null, familyName: `${people[500]?.familyName}s` } as Comparable;
    let turns = 0;
    const before = process.cpuUsage();
    const found = await findDuplicates([...people, twice], () => {
      turns++;
      return Promise.resolve();
    });
    // What this process worked, in microseconds: the machine may have more to do.
    expect(process.cpuUsage(before).user).toBeLessThan(30_000_000);
    expect(turns).toBeGreaterThan(5);
    expect(
      found.some(({ firstId, secondId }) => [firstId, secondId].includes(twice.id) && [firstId, secondId].includes(people[500]!.id)),
    ).toBe(true);
  });
});

describe('what speaks against one person', () => {
  it.each([
    [
      'another document',
      person('Ana', 'Ruiz', { nationalId: '11111111' }),
      person('Ana', 'Ruiz', { nationalId: '22222222' }),
      ['document'],
    ],
    ['a slip in the document', person('Ana', 'Ruiz', { nationalId: '11111112' }), person('Ana', 'Ruiz', { nationalId: '11111121' }), []],
    ['another year of birth', person('Ana', 'Ruiz', { birthYear: 1984 }), person('Ana', 'Ruiz', { birthYear: 1985 }), ['birth-year']],
    ['nothing in common', person('Ana', 'Ruiz'), person('Luz', 'Salazar'), ['nothing']],
    ['nothing', person('Ana', 'Ruiz', { birthYear: 1984 }), person('Ana', 'Ruiz'), []],
  ] as const)('is %s', (_, one, other, against) => expect(reasonsAgainst(one, other)).toEqual(against));
});

describe('likeness', () => {
  it.each([
    ['ana', 'ana', 0, true],
    ['ana', 'aan', 1, true],
    ['ana', 'anna', 1, true],
    ['abcdef', 'abdcfe', 2, true],
    ['abcdef', 'abdcfe', 1, false],
    ['abc', 'xyz', 2, false],
  ] as const)('%s and %s within %i: %s', (a, b, most, near) => expect(isWithin(a, b, most)).toBe(near));

  it('knows no phone that is too short to be one', () => expect(phoneKey('anexo 123')).toBeNull());
});

describe('a company written from memory', () => {
  const known = ['Limpieza Andina S.A.C.', 'Vigilancia Cóndor S.A.', 'Vigilancia Andina S.A.'];

  it('is the one that we know, where only one can be meant', () => {
    expect(meantAmong('limpieza andina', known)).toBe('Limpieza Andina S.A.C.');
    expect(meantAmong('Limpiesa Andina SAC', known)).toBe('Limpieza Andina S.A.C.');
    expect(meantAmong('condor', known)).toBe('Vigilancia Cóndor S.A.');
    expect(meantAmong('vigilancia andina s.a.', known)).toBe('Vigilancia Andina S.A.');
    expect(meantAmong('Andina Norte Servicios', ['Andina S.A.'])).toBeNull();
    for (const unclear of ['andina', 'S.A.', 'Vigilancia', 'Jardines del Sur', '']) expect(meantAmong(unclear, known)).toBeNull();
  });
});
