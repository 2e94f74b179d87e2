import fc from 'fast-check';
import { type BankItem, type BlueprintCell, draw } from './draw';

const BLUEPRINT: readonly BlueprintCell[] = [
  { cell: 'basics', level: 'apply', items: 2 },
  { cell: 'general', level: 'recall', items: 1 },
  { cell: 'general', level: 'apply', items: 2 },
  { cell: 'skill', level: 'recall', items: 2 },
  { cell: 'skill', level: 'apply', items: 3 },
  { cell: 'skill', level: 'why', items: 2 },
  { cell: 'life', level: 'apply', items: 2 },
  { cell: 'life', level: 'why', items: 1 },
];

const BANK: readonly BankItem[] = BLUEPRINT.flatMap(({ cell, level, items }) =>
  Array.from({ length: items * 3 }, (_, index) => ({
    id: `${cell}-${level}-${index}`,
    cell,
    level,
    critical: false,
    options: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
  })),
);

const namesOf = (drawn: readonly { readonly item: string }[]): string[] => drawn.map(({ item }) => item);

describe('drawing a test', () => {
  it('takes fifteen different items exactly as the blueprint says, whatever the seed', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const drawn = draw(BANK, BLUEPRINT, [], seed);
        expect(new Set(namesOf(drawn)).size).toBe(15);
        for (const { cell, level, items } of BLUEPRINT)
          expect(drawn.filter(({ item }) => item.startsWith(`${cell}-${level}-`))).toHaveLength(items);
      }),
    );
  });

  it('gives the same test for the same seed and another for another', () => {
    expect(draw(BANK, BLUEPRINT, [], 'one')).toEqual(draw(BANK, BLUEPRINT, [], 'one'));
    expect(namesOf(draw(BANK, BLUEPRINT, [], 'one'))).not.toEqual(namesOf(draw(BANK, BLUEPRINT, [], 'two')));
  });

  it('repeats no item in three attempts, and after that asks first what was met longest ago', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const former: string[][] = [];
        for (const number of [1, 2, 3]) former.push(namesOf(draw(BANK, BLUEPRINT, former, `${seed}${number}`)));
        expect(new Set(former.flat()).size).toBe(45);
        const fourth = namesOf(draw(BANK, BLUEPRINT, former, `${seed}4`));
        expect([...fourth].sort()).toEqual([...(former[0] ?? [])].sort());
      }),
    );
  });

  it('shuffles the options of each item without losing any, so that the key is in no place more than in another', () => {
    const places = { a: [0, 0, 0], b: [0, 0, 0], c: [0, 0, 0] };
    for (let seed = 0; seed < 400; seed += 1) {
      for (const { options } of draw(BANK, BLUEPRINT, [], `seed ${seed}`)) {
        options.forEach((option, place) => (places[option as 'a'][place] = (places[option as 'a'][place] ?? 0) + 1));
      }
    }
    const counts = Object.values(places).flat();
    expect(counts.reduce((sum, count) => sum + count)).toBe(400 * 15 * 3);
    expect(Math.min(...counts)).toBeGreaterThan(1850);
  });

  it('gives every item of a cell its turn', () => {
    const met = new Set<string>();
    for (let seed = 0; seed < 200; seed += 1) for (const item of namesOf(draw(BANK, BLUEPRINT, [], `${seed}`))) met.add(item);
    expect(met.size).toBe(45);
  });

  it('takes the critical items of a cell before the others', () => {
    const bank = BANK.map((item) => ({ ...item, critical: item.id === 'skill-why-5' }));
    for (const seed of ['a', 'b', 'c', 'd', 'e']) {
      const drawn = draw(bank, BLUEPRINT, [], seed);
      expect(drawn.find(({ item }) => item === 'skill-why-5')).toMatchObject({ critical: true });
    }
  });

  it('refuses a bank that is too small for its blueprint', () => {
    expect(() => draw(BANK.slice(2), [{ cell: 'basics', level: 'apply', items: 5 }], [], 's')).toThrow(RangeError);
  });
});
