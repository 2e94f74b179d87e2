import { canonicalText, type FrozenUnit } from './frozen-unit';

const frozen = (more: object): FrozenUnit => ({ format: 1, unit: '01-a', drawings: [], ...more }) as unknown as FrozenUnit;

describe('the frozen text of a unit', () => {
  it('does not depend on the order in which its parts were read', () => {
    expect(canonicalText(frozen({ items: { es: [], en: [] }, sheet: { code: 'U01', number: 1 } }))).toBe(
      canonicalText(frozen({ sheet: { number: 1, code: 'U01' }, items: { en: [], es: [] } })),
    );
  });

  it('does not change when a line is added above', () => {
    expect(canonicalText(frozen({ items: { es: [{ id: 'u01-001', line: 4, stemLine: 9 }] } }))).toBe(
      canonicalText(frozen({ items: { es: [{ id: 'u01-001', line: 5, stemLine: 10 }] } })),
    );
  });

  it('changes with a word, and with the order of what is read in order', () => {
    const one = canonicalText(frozen({ items: { es: ['a', 'b'] } }));
    expect(canonicalText(frozen({ items: { es: ['b', 'a'] } }))).not.toBe(one);
    expect(canonicalText(frozen({ items: { es: ['a', 'c'] } }))).not.toBe(one);
  });
});
