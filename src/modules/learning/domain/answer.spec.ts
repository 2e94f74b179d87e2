import fc from 'fast-check';
import { check, linesShown, type Practice } from './answer';

const CHOICE: Practice = {
  kind: 'choice',
  options: [
    { id: 'a', correct: false },
    { id: 'b', correct: true },
  ],
};
const STEPS = ['1', '2', '3', '4'].map((id) => ({ id }));
const ORDER: Practice = { kind: 'order', steps: STEPS };
const typed = (overrides: Partial<Parameters<typeof check>[2]> = {}) => ({ option: '', places: [], text: '', ...overrides });

describe('checking an answer to a practice', () => {
  it('tells right from wrong in a choice, and keeps the variant that was seen', () => {
    expect(check(CHOICE, 'internal', typed({ option: 'b' }), 's')).toEqual({
      ok: true,
      value: { answer: { kind: 'choice', variant: 'internal', option: 'b' }, correct: true },
    });
    expect(check(CHOICE, 'both', typed({ option: 'a' }), 's')).toMatchObject({ ok: true, value: { correct: false } });
  });

  it('asks for a choice where nothing, or nothing that exists, was chosen', () => {
    for (const option of ['', 'z']) expect(check(CHOICE, 'both', typed({ option }), 's')).toMatchObject({ refusal: 'nothing-chosen' });
  });

  it('reads the places given to shuffled lines back into an order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(['1', '2', '3', '4'], { minLength: 4 }), fc.string(), (wanted, seed) => {
        const places = linesShown(STEPS, seed).map(({ id }) => String(wanted.indexOf(id) + 1));
        const outcome = check(ORDER, 'both', typed({ places }), seed);
        expect(outcome).toEqual({
          ok: true,
          value: { answer: { kind: 'order', variant: 'both', order: wanted }, correct: wanted.join('') === '1234' },
        });
      }),
    );
  });

  it('asks for every place once in an exercise of order', () => {
    for (const places of [[], ['1', '2', '3'], ['1', '1', '2', '3'], ['0', '1', '2', '3'], ['1', '2', '3', '']])
      expect(check(ORDER, 'both', typed({ places }), 's')).toMatchObject({ refusal: 'order-incomplete' });
  });

  it('keeps a text as it was written, within six hundred characters', () => {
    expect(check({ kind: 'write' }, 'both', typed({ text: '  Dejo las llaves\r\nordenadas.  ' }), 's')).toMatchObject({
      ok: true,
      value: { answer: { text: 'Dejo las llaves\nordenadas.' }, correct: null },
    });
    expect(check({ kind: 'plan' }, 'both', typed({ text: ' \n ' }), 's')).toMatchObject({ refusal: 'nothing-written' });
    expect(check({ kind: 'recall' }, 'both', typed({ text: 'a'.repeat(601) }), 's')).toMatchObject({ refusal: 'too-long' });
  });
});
