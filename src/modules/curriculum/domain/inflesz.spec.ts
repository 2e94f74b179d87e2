import { inflesz, measure, sentencesOf, syllablesOf, wordsOf } from './inflesz';

const PLAIN =
  'Escuche primero. Deje que la persona cuente todo. No la interrumpa. Repita con sus palabras lo que entendió. Pregunte si es correcto. Luego diga qué hará y cuándo.';
const OFFICIALESE =
  'Con la finalidad de optimizar la satisfacción de la clientela, resulta imprescindible que la totalidad de los colaboradores implementen, con carácter previo a la formulación de alternativas de resolución, procedimientos sistemáticos de escucha activa.';
const LESSON =
  'Cuando una persona llega molesta, casi siempre necesita dos cosas: que alguien la escuche y que alguien se haga cargo. Si empezamos por explicar la norma, sentirá que la culpamos. Si empezamos por escuchar, bajará la tensión y podremos buscar juntos una salida.';

describe('the ease of reading of a Spanish text', () => {
  it.each([
    ['a plain instruction', PLAIN, { syllables: 54, words: 28, sentences: 6 }, 82.0],
    ['officialese', OFFICIALESE, { syllables: 87, words: 34, sentences: 1 }, 13.4],
    ['a lesson', LESSON, { syllables: 87, words: 43, sentences: 4 }, 70.0],
  ])('agrees with the figures computed for %s', (_name, text, figures, index) => {
    expect(measure(text)).toEqual(figures);
    expect(inflesz(text)).toBeCloseTo(index, 1);
  });

  it.each([
    ['país', 2],
    ['ahora', 3],
    ['pingüino', 3],
    ['transeúnte', 4],
    ['averiguar', 4],
    ['hay', 1],
    ['guía', 2],
    ['búho', 2],
    ['quien', 1],
    ['guerra', 2],
    ['construí', 2],
    ['leíais', 3],
    ['averiguáis', 4],
    ['leer', 2],
    ['vehículo', 4],
    ['muy', 1],
    ['ayer', 2],
    ['y', 1],
    ['PAÍS', 2],
  ])('hears the syllables of %s', (word, syllables) => {
    expect(syllablesOf(word)).toBe(syllables);
  });

  it('reads an accent typed as two characters like one', () => {
    expect(syllablesOf('pai\u0301s')).toBe(2);
    expect(wordsOf('pai\u0301s libre')).toHaveLength(2);
  });

  it('has nothing to say about an empty text', () => {
    expect(inflesz('')).toBeNull();
    expect(inflesz('—… ¿?')).toBeNull();
  });

  it('does not take an hour or a decimal for the end of a sentence', () => {
    expect(measure('Llega a las 9:30 y espera 3,5 minutos.').sentences).toBe(1);
    expect(sentencesOf('Cuesta 3.5 soles: poco; casi nada. ¿Sí? Sí.')).toHaveLength(3);
  });
});
