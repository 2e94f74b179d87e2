import { factToAsk, isFact, type KnownFacts } from './second-fact';

const known = (facts: Partial<KnownFacts> = {}): KnownFacts => ({ nationalId: null, phone: null, birthYear: null, ...facts });

describe('a second fact', () => {
  it('is the one that a colleague is least likely to know', () => {
    expect(factToAsk(known({ nationalId: '45.678.901-K', phone: '987654321', birthYear: 1990 }))).toBe('national-id');
    expect(factToAsk(known({ nationalId: '123', phone: '987654321', birthYear: 1990 }))).toBe('phone');
    expect(factToAsk(known({ birthYear: 1990 }))).toBe('birth-year');
    expect(factToAsk(known())).toBeNull();
  });

  it('is told by its last four, however they are written', () => {
    const facts = known({ nationalId: '45.678.901-k', phone: '+51 987 654 321', birthYear: 1990 });
    expect(isFact(facts, 'national-id', ' 901-K ')).toBe(true);
    expect(isFact(facts, 'phone', '43 21')).toBe(true);
    expect(isFact(facts, 'birth-year', '1990')).toBe(true);
  });

  it('is not told by anything else', () => {
    const facts = known({ nationalId: '45678901', birthYear: 1990 });
    for (const typed of ['', '45678901', '4567', '8902', '1990']) expect(isFact(facts, 'national-id', typed)).toBe(false);
    for (const typed of ['', '90', '1991']) expect(isFact(facts, 'birth-year', typed)).toBe(false);
    expect(isFact(facts, 'phone', '')).toBe(false);
    expect(isFact(known(), 'birth-year', 'null')).toBe(false);
  });
});
