import { checkUnit } from '../domain/check-unit';
import { type Finding, inOrder } from '../domain/finding';
import { readUnit } from './read-unit';

describe('checking a unit', () => {
  it('has nothing to say about a unit that is right', () => {
    expect(check(sample())).toEqual([]);
  });

  // Each row: what is wrong, the file, the text to replace, what stands there instead, the rule, and a text on the line that is pointed at.
  it.each<[string, string, string, string, string, string]>([
    ['a front matter without a title', 'es/lesson-1.md', 'title: La espera\n', '', 'lesson.front-matter', '---'],
    ['a title left empty', 'es/lesson-1.md', 'title: La espera', 'title:', 'lesson.front-matter', 'title:'],
    ['minutes that are no number', 'es/lesson-1.md', 'minutes: 9', 'minutes: nueve', 'lesson.front-matter', 'minutes: nueve'],
    ['a key that nobody reads', 'es/lesson-1.md', 'minutes: 9', 'minutes: 9\nauthor: Ana', 'lesson.front-matter', 'author: Ana'],
    ['an id that is not the name of the file', 'es/lesson-1.md', 'id: lesson-1', 'id: lesson-9', 'lesson.front-matter', '---'],
    ['an objective that the unit does not have', 'es/lesson-1.md', 'objective: 1', 'objective: 7', 'lesson.objective', '---'],
    ['text between two blocks', 'es/lesson-1.md', '::: idea id=idea-2', 'Texto suelto.\nMás texto.\n\n::: idea id=idea-2', 'lesson.outside-block', 'Texto suelto.'],
    ['a kind that does not exist', 'es/lesson-1.md', '::: idea id=idea-2', '::: thought id=idea-2', 'lesson.unknown-kind', '::: thought'],
    ['a block without an id', 'es/lesson-1.md', '::: idea id=idea-2 ', '::: idea ', 'lesson.attribute', '::: idea title'],
    ['an attribute that does not exist', 'es/lesson-1.md', '::: idea id=idea-2', '::: idea id=idea-2 color=red', 'lesson.attribute', 'color=red'],
    ['an audience that does not exist', 'es/lesson-1.md', 'id=mal audience=internal', 'id=mal audience=nobody', 'lesson.attribute', 'audience=nobody'],
    ['a title with an open quotation mark', 'es/lesson-1.md', '"La segunda idea"', '"La segunda idea', 'lesson.attribute', '"La segunda idea'],
    ['a block that nobody closes', 'es/lesson-1.md', 'FIN-IDEA-2\n:::', 'FIN-IDEA-2', 'lesson.unclosed', '::: idea id=idea-2'],
    ['an id with capitals', 'es/lesson-1.md', 'id=idea-2', 'id=Idea_2', 'lesson.id-form', 'id=Idea_2'],
    ['an id that stands twice', 'es/lesson-1.md', '::: idea id=idea-2', '::: idea id=idea-1', 'lesson.id-twice', 'La segunda idea'],
    ['HTML', 'es/lesson-1.md', 'FIN-IDEA-2', '<b>FIN-IDEA-2</b>', 'lesson.markup', '<b>'],
    ['a script', 'es/lesson-1.md', 'FIN-IDEA-2', '<script>alert(1)</script>', 'lesson.markup', '<script>'],
    ['a link', 'es/lesson-1.md', 'FIN-IDEA-2', '[FIN](javascript:alert(1))', 'lesson.markup', '[FIN]'],
    ['a heading inside a block', 'es/lesson-1.md', 'FIN-IDEA-2', '## FIN-IDEA-2', 'lesson.markup', '## FIN'],
    ['an option without its explanation', 'es/lesson-1.md', '  > Explica la segunda.\n', '', 'lesson.explanation', '- [x] Saluda'],
    ['two right options', 'es/lesson-1.md', '- [ ] Sigue', '- [x] Sigue', 'lesson.options', '::: choice id=practica-1'],
    ['a line astray among the options', 'es/lesson-1.md', '- [x] Saluda', 'Una línea\n- [x] Saluda', 'lesson.stray-line', 'Una línea'],
    ['only two steps to put in order', 'es/lesson-1.md', '3. Cumple lo que dijo.\n', '', 'lesson.options', '::: order id=practica-2'],
    ['an answer that is missing', 'es/lesson-1.md', '> Saludar y decir el plazo.', '', 'lesson.explanation', '::: recall'],
    ['no plan at the end', 'es/lesson-1.md', /::: plan[\s\S]*/.source, '', 'lesson.order', '---'],
    ['the ideas after the models', 'es/lesson-1.md', '::: idea id=idea-2 title="La segunda idea"\n', 'MOVE', 'lesson.order', 'La segunda idea'],
    ['two practices only', 'es/lesson-1.md', /::: write[\s\S]*?\n:::\n/.source, '', 'lesson.practice', '::: choice id=practica-1'],
    ['a case for one audience only', 'es/lesson-1.md', /::: case id=caso audience=internal[\s\S]*?\n:::\n/.source, '', 'lesson.audiences', '::: case id=caso'],
    ['a picture that is not there', 'es/lesson-1.md', 'file=map.svg', 'file=maps.svg', 'image.missing', 'file=maps.svg'],
    ['another block in English', 'en/lesson-1.md', '::: idea id=idea-2', '::: idea id=idea-3', 'languages.block-differs', 'id=idea-3'],
    ['another right option in English', 'en/lesson-1.md', '- [ ] Goes on.\n  > Tells the first.\n- [x] Greets.', '- [x] Goes on.\n  > Tells the first.\n- [ ] Greets.', 'languages.block-differs', '::: choice id=practica-1'],
    ['other minutes in English', 'en/lesson-1.md', 'minutes: 9', 'minutes: 8', 'languages.lesson-differs', '---'],
    ['a text of officialese', 'es/lesson-1.md', 'FIN-IDEA-2', 'OFFICIALESE', 'text.hard', '---'],
    ['a lesson that is too short', 'en/lesson-1.md', /(Look at the person\. ){20}/.source, '', 'text.length', '---'],
    ['a sentence without an end', 'es/lesson-1.md', 'FIN-IDEA-2', `Usted ${'la mira y '.repeat(12)}espera.`, 'text.sentence-long', '::: idea id=idea-2'],
    ['a question that is hard to read', 'es/test.yaml', 'Llega la persona 1. ¿Qué hace?', '¿Qué procedimiento administrativo resultaría institucionalmente recomendable implementar?', 'text.hard-stem', 'procedimiento'],
    ['a stem without a question', 'en/test.yaml', 'Person 1 comes. What now?', 'Person 1 comes.', 'item.question', 'Person 1 comes.'],
    ['the same question twice', 'en/test.yaml', 'Person 2 comes. What now?', 'Person 1 comes. What now?', 'item.duplicate', 'id: u01-002'],
    ['an item that teaches nothing of the unit', 'es/test.yaml', 'objective: 2', 'objective: 8', 'item.objective', 'id: u01-002'],
    ['a source that is not there', 'es/test.yaml', 'source: "lesson-1#idea-2"', 'source: "lesson-1#idea-9"', 'item.source', 'id: u01-002'],
    ['an item without a right option', 'es/test.yaml', '{ id: b, correct: true, text: "Saluda a la persona.", why: "Porque así 1', '{ id: b, correct: false, text: "Saluda a la persona.", why: "Porque así 1', 'item.key', 'id: u01-001'],
    ['an option that gives itself away by its length', 'es/test.yaml', 'text: "Saluda a la persona.", why: "Porque así 1', 'text: "Saluda a la persona y le dice cuándo termina.", why: "Porque así 1', 'item.length', 'id: u01-001'],
    ['a word that gives the answer away', 'es/test.yaml', 'text: "Sigue con lo suyo a.", why: "No porque 1', 'text: "Sigue siempre igual.", why: "No porque 1', 'item.word', 'siempre'],
    ['a word that gives the answer away, in English', 'en/test.yaml', 'text: "Goes on with it all.", why: "Not so 1', 'text: "All of the above two", why: "Not so 1', 'item.word', 'All of the above'],
    ['one explanation for two options', 'es/test.yaml', 'why: "Tampoco 1.', 'why: "No porque 1.', 'item.why', 'id: c, correct: false, text: "Espera a la persona.", why: "No porque 1.'],
    ['two options instead of three', 'es/test.yaml', /\n {6}- \{ id: c[^\n]*Tampoco 1\..*/.source, '', 'item.options', 'id: u01-001'],
    ['an item outside the blueprint', 'es/test.yaml', 'level: recall', 'level: why', 'item.cell', 'id: u01-003'],
    ['another cell in English', 'en/test.yaml', 'critical: false', 'critical: true', 'languages.item-differs', 'id: u01-001'],
    ['a key that is missing', 'es/test.yaml', '    critical: false\n', '', 'yaml.shape', 'id: u01-001'],
    ['a level that does not exist', 'es/test.yaml', 'level: recall', 'level: remember', 'yaml.shape', 'level: remember'],
    ['a YAML that cannot be read', 'es/test.yaml', 'stem: "Llega la persona 1. ¿Qué hace?"', 'stem: "Llega "la persona 1', 'yaml.syntax', 'Llega "la'],
    ['an alias', 'unit.yaml', 'number: 1', 'number: &one 1\nagain: *one', 'yaml.alias', '*one'],
    ['a unit that says it is another', 'unit.yaml', 'number: 1', 'number: 2', 'unit.sheet', 'number: 2'],
    ['a pass mark that nobody can reach', 'unit.yaml', 'pass: 4', 'pass: 6', 'unit.sheet', 'test:'],
    ['an author left out', 'unit.yaml', 'author: Ana, ', '', 'yaml.shape', 'file: cover.svg, licence'],
    ['an alternative text that is missing', 'unit.yaml', 'alt: { es: Un mapa, en: A map }', 'alt: { es: Un mapa }', 'yaml.shape', 'file: map.svg'],
    ['an alternative text that is too long', 'unit.yaml', 'en: A map ', `en: ${'A map '.repeat(30)}`, 'image.alt-long', 'file: map.svg'],
    ['a picture that nobody shows', 'unit.yaml', 'file: map.svg, author', 'file: map.svg, author: Ana, licence: MIT, alt: { es: Un mapa, en: A map } }\n  - { file: old.svg, author', 'image.unused', 'file: old.svg'],
    ['a picture without a note', 'unit.yaml', /.*file: map\.svg.*\n/.source, '', 'image.not-noted', 'es/lesson-1.md|file=map.svg'],
    ['a script in a drawing', 'images/map.svg', '<circle', '<script>1</script>\n<circle', 'image.unsafe', '<script>'],
    ['a handler in a drawing', 'images/map.svg', '<circle', '<circle onload="x()"', 'image.unsafe', 'onload'],
    ['words in a drawing', 'images/map.svg', '<circle', '<text>Hola</text><circle', 'image.unsafe', '<text>'],
    ['a drawing that fetches another', 'images/map.svg', '<circle', '<use href="https://example.com/a.svg#b"/><circle', 'image.unsafe', '<use'],
    ['a drawing that is cut off', 'images/map.svg', '</g>', '', 'image.broken', '</svg>'],
    ['a drawing without a size', 'images/map.svg', 'viewBox="0 0 20 10"', '', 'image.broken', '<svg'],
  ])('finds %s, once, on its line', (_what, file, search, replacement, rule, marker) => {
    const texts = plant(sample(), file, search, replacement);
    const [markerFile, markerText] = marker.includes('|') ? marker.split('|') : [file, marker];
    expect(check(texts).filter((found) => found.rule === rule).map(place)).toEqual([`${markerFile ?? ''}:${lineOf(texts.get(markerFile ?? '') ?? '', markerText ?? '')}`]);
  });

  it.each([
    ['a lesson', 'en/lesson-1.md'],
    ['a test', 'en/test.yaml'],
    ['the sheet of the unit', 'unit.yaml'],
  ])('says which file is missing when %s is', (_what, missing) => {
    const texts = sample();
    texts.delete(missing);
    expect(check(texts).filter(({ rule }) => rule === 'unit.file-missing').map(({ values }) => values['missing'])).toEqual([missing]);
  });

  it('says that a file belongs to nothing', () => {
    expect(check(sample().set('es/lesson-7.md', 'x')).map(place)).toEqual(['es/lesson-7.md:1']);
  });

  it('sees a bank that is too small and a key that leans to one side', () => {
    const texts = sample();
    const lines = (texts.get('es/test.yaml') ?? '').split('\n  - id: ');
    texts.set('es/test.yaml', lines.filter((_, index) => index === 0 || index % 3 !== 1).join('\n  - id: '));
    const rules = check(texts).filter(({ file }) => file === 'es/test.yaml').map(({ rule }) => rule);
    expect(rules).toEqual(expect.arrayContaining(['item.count', 'item.balance']));
  });

  it('refuses two negatives in one question', () => {
    const texts = plant(sample(), 'es/test.yaml', 'Llega la persona 1. ¿Qué hace?', 'Llega la persona 1. ¿Qué no hace sin permiso?');
    expect(check(texts).map(({ rule }) => rule)).toEqual(['item.double-negative']);
  });

  it('measures the welcome, unit 0, by sizes of its own', () => {
    expect(sizesIn(check(welcome(), '00-la-espera'))).toEqual(['lesson text 450–650', 'unit.yaml:7 hours 1.5', 'unit.yaml:16 lessons 1', 'unit.yaml:16 minutes 9']);
    expect(sizesIn(check(sample()))).toEqual([]);
  });

  it('still holds the unit of a round to 600 words', () => {
    const short = plant(sample(), 'en/lesson-1.md', /(Look at the person\. ){20}/.source, '');
    expect(check(short).filter(({ rule }) => rule === 'text.length').map(({ values }) => [values['least'], values['most']])).toEqual([[600, 800]]);
  });

  it('survives anything that is not a unit', () => {
    const rubbish = ['', '\0\u0001', ':::', '---', '--- \n:::\n:::', '[', '{}', 'null', '- a', '%YAML 9', '::: choice id=a title="b"\n- [x]\n:::', '<svg', '<'.repeat(5000)];
    for (const text of rubbish) {
      const texts = sample();
      for (const file of texts.keys()) texts.set(file, text);
      expect(check(texts).length).toBeGreaterThan(0);
    }
  });
});

function check(texts: ReadonlyMap<string, string>, folder = '01-la-espera'): readonly Finding[] {
  const { unit, findings } = readUnit({ folder, texts, findings: [] });
  return inOrder([...findings, ...checkUnit(unit)]);
}

const place = ({ file, line }: Finding): string => `${file}:${line}`;

function lineOf(text: string, marker: string): number {
  return text.slice(0, text.indexOf(marker)).split('\n').length;
}

/** The same unit in the place of the welcome, its Spanish lesson as long as before. */
function welcome(): Map<string, string> {
  const texts = new Map([...sample()].map(([file, text]) => [file, text.replaceAll('u01-', 'u00-')]));
  const sheet = SHEET.replace('unit: 01-', 'unit: 00-').replace('number: 1', 'number: 0').replace('code: U01', 'code: U00');
  return plant(texts.set('unit.yaml', sheet), 'es/lesson-1.md', 'FIN-IDEA-2', `${'Ella la mira. '.repeat(60)}FIN-IDEA-2`);
}

function sizesIn(findings: readonly Finding[]): readonly string[] {
  return findings.flatMap(({ file, line, rule, values }) => {
    if (rule === 'unit.size') return [`${file}:${line} ${values['what'] ?? ''} ${values['count'] ?? ''}`];
    return rule === 'text.length' && file === 'es/lesson-1.md' ? [`lesson text ${values['least'] ?? ''}–${values['most'] ?? ''}`] : [];
  });
}

function plant(texts: Map<string, string>, file: string, search: string, replacement: string): Map<string, string> {
  const text = texts.get(file) ?? '';
  const idea = /::: idea id=idea-2[\s\S]*?\n:::\n/;
  if (replacement === 'MOVE') return texts.set(file, text.replace(idea, '').replace('::: choice', () => `${idea.exec(text)?.[0] ?? ''}::: choice`));
  const target = text.includes(search) ? search : new RegExp(search);
  const planted = text.replace(target, () => (replacement === 'OFFICIALESE' ? OFFICIALESE : replacement));
  if (planted === text) throw new Error(`nothing to replace: ${search}`);
  return texts.set(file, planted);
}

const OFFICIALESE = 'La institucionalización procedimental imprescindiblemente administrativa. '.repeat(40);

function sample(): Map<string, string> {
  return new Map([
    ['unit.yaml', SHEET],
    ['es/lesson-1.md', LESSON_ES],
    ['en/lesson-1.md', LESSON_EN],
    ['es/test.yaml', bank((n) => `Llega la persona ${n}. ¿Qué hace?`, 'Sigue con lo suyo a.', 'Saluda a la persona.', 'Espera a la persona.', ['No porque', 'Porque así', 'Tampoco'])],
    ['en/test.yaml', bank((n) => `Person ${n} comes. What now?`, 'Goes on with it all.', 'Greets that visitor.', 'Waits for the other.', ['Not so', 'Because so', 'Neither'])],
    ['images/cover.svg', SVG],
    ['images/map.svg', SVG],
    ['images/emblem.svg', SVG],
  ]);
}

const SVG = '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">\n<g fill="url(#a)">\n<circle r="2"/>\n</g>\n</svg>\n';

const SHEET = `unit: 01-la-espera
number: 1
code: U01
title: { es: La espera, en: Waiting }
summary: { es: Qué hacer con quien espera., en: What to do with those who wait. }
languages: [es, en]
hours: 1.5
basics: [B1]
newSkill: { es: Cuidar la espera, en: Looking after waiting }
lifeSkill: { theme: calm, es: Calma, en: Calm }
skills: { es: [Cuidar la espera], en: [Looking after waiting] }
objectives:
  - { id: 1, es: Uno, en: One }
  - { id: 2, es: Dos, en: Two }
  - { id: 3, es: Tres, en: Three }
lessons: [lesson-1]
test:
  draw: 5
  pass: 4
  retryHours: 4
  blueprint:
    - { cell: skill, level: apply, items: 3 }
    - { cell: skill, level: recall, items: 1 }
    - { cell: life, level: recall, items: 1 }
plan:
  es: { prompt: Elija un momento., situationExample: Si hay fila, actionExample: entonces saludo }
  en: { prompt: Choose a moment., situationExample: If there is a queue, actionExample: then I greet }
cover: cover.svg
emblem: emblem.svg
images:
  - { file: cover.svg, author: Ana, licence: MIT, alt: { es: Portada, en: Cover } }
  - { file: map.svg, author: Ana, licence: MIT, alt: { es: Un mapa, en: A map } }
  - { file: emblem.svg, author: Ana, licence: MIT, alt: { es: Emblema, en: Emblem } }
sources: [Nobody]
`;

function lesson(words: { title: string; case: string; idea: string; one: string; two: string; rest: readonly string[] }): string {
  const { one, two, rest } = words;
  const model = (kind: string, id: string): string => ['public', 'internal'].map((audience) => `::: ${kind} id=${id} audience=${audience} title="${rest[0] ?? ''}"\n> **Ana:** ${one.trim()}\n:::\n`).join('\n');
  return `---
id: lesson-1
title: ${words.title}
minutes: 9
objective: 1
summary: ${one.trim()}
---

::: case id=caso audience=public title="${words.title}"
${words.case.repeat(18).trim()}
:::

::: case id=caso audience=internal title="${words.title}"
${words.case.repeat(18).trim()}
:::

::: idea id=idea-1 title="${words.title}"
${one.repeat(60).trim()}
:::

::: image id=dibujo file=map.svg
${one.trim()}
:::

::: idea id=idea-2 title="${words.idea}"
${two.repeat(60).trim()}
FIN-IDEA-2
:::

${model('model-bad', 'mal')}
${model('model-good', 'bien')}
::: choice id=practica-1 title="${rest[0] ?? ''}"
${rest[1] ?? ''}

- [ ] ${rest[2] ?? ''}
  > ${rest[3] ?? ''}
- [x] ${rest[4] ?? ''}
  > ${rest[5] ?? ''}
- [ ] ${rest[6] ?? ''}
  > ${rest[7] ?? ''}
:::

::: order id=practica-2 title="${rest[0] ?? ''}"
${rest[1] ?? ''}

1. ${rest[4] ?? ''}
2. ${rest[2] ?? ''}
3. ${rest[8] ?? ''}

> ${rest[5] ?? ''}
:::

::: write id=practica-3 title="${rest[0] ?? ''}"
${rest[1] ?? ''}

> ${rest[5] ?? ''}
:::

::: recall id=recordar title="${rest[0] ?? ''}"
${rest[1] ?? ''}

> ${rest[9] ?? ''}
:::

::: plan id=mi-plan title="${rest[0] ?? ''}"
${rest[1] ?? ''}

> ${rest[5] ?? ''}
:::
`;
}

const LESSON_ES = lesson({
  title: 'La espera',
  case: 'Ana llega y espera. ',
  idea: 'La segunda idea',
  one: 'Mire a la persona. ',
  two: 'Dele un plazo claro. ',
  rest: ['Practique', '¿Qué hace usted?', 'Sigue con calma.', 'Explica la primera.', 'Saluda.', 'Explica la segunda.', 'Espera.', 'Explica la tercera.', 'Cumple lo que dijo.', 'Saludar y decir el plazo.'],
});

const LESSON_EN = lesson({
  title: 'Waiting',
  case: 'Ana comes and waits. ',
  idea: 'The second idea',
  one: 'Look at the person. ',
  two: 'Give a clear time. ',
  rest: ['Practise', 'What do you do?', 'Goes on.', 'Tells the first.', 'Greets.', 'Tells the second.', 'Waits.', 'Tells the third.', 'Keeps the promise.', 'Greet and give a time.'],
});

/** Fifteen items, three for each that a test draws, the key going round a, b, c with b first. */
function bank(stem: (n: number) => string, bad: string, good: string, other: string, whys: readonly [string, string, string]): string {
  const cells = ['skill/apply', 'skill/apply', 'skill/recall', 'skill/apply', 'life/recall'];
  const items = Array.from({ length: 15 }, (_, index) => {
    const n = index + 1;
    const [cell, level] = (cells[index % 5] ?? '').split('/');
    const key = 'bca'.charAt(index % 3);
    const options = ['a', 'b', 'c'].map((id, place) => {
      const text = [bad, good, other][place] ?? '';
      return `      - { id: ${id}, correct: ${String(id === key)}, text: "${text}", why: "${whys[place] ?? ''} ${n}." }`;
    });
    return `  - id: u01-${String(n).padStart(3, '0')}
    cell: ${cell ?? ''}
    level: ${level ?? ''}
    objective: ${(index % 3) + 1}
    source: "lesson-1#idea-${(index % 2) + 1}"
    critical: false
    stem: "${stem(n)}"
    options:
${options.join('\n')}`;
  });
  return `items:\n${items.join('\n')}\n`;
}
