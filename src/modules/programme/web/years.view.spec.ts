import { toCalendarDate as day } from '#kernel/calendar-date';
import { yearsSvg, type YearsRound } from './years.view';

const round = (overrides: Partial<YearsRound> = {}): YearsRound => ({
  code: '2027-1',
  state: 'open',
  opensOn: day('2027-03-01'),
  dueOn: day('2027-04-12'),
  closesOn: day('2027-08-02'),
  ...overrides,
});
const words = { title: 'Rondas & <años>', description: 'Ronda 2027-1' };
const draw = (rounds: readonly YearsRound[], today = '2027-03-15') => yearsSvg(rounds, [], day(today), words);
const bars = (svg: string, kind: string) => [
  ...svg.matchAll(new RegExp(`class="${kind}" x="([\\d.]+)" y="([\\d.]+)" width="([\\d.]+)"`, 'g')),
];

describe('the drawing of the years', () => {
  it('has a title, a description and no style of its own', () => {
    const svg = draw([round()]);
    expect(svg).toContain('<title id="years-title">Rondas &amp; &lt;años&gt;</title><desc id="years-description">Ronda 2027-1</desc>');
    expect(svg).not.toContain('style=');
  });

  it('carries a round that passes the end of a year on to the next line', () => {
    const svg = draw([round({ opensOn: day('2027-11-29'), dueOn: day('2028-01-10'), closesOn: day('2028-05-01') })]);
    expect(bars(svg, 'chart-brand')).toHaveLength(2);
    expect(svg).toContain('>2028<');
  });

  it('draws a line for each year from the first round to the last, and for today when there is no round', () => {
    expect(
      draw([round(), round({ code: '2030-1', opensOn: day('2030-01-07'), dueOn: day('2030-02-18'), closesOn: day('2030-06-03') })]).match(
        /chart-strong/g,
      ),
    ).toHaveLength(4);
    expect(draw([]).match(/chart-strong/g)).toHaveLength(1);
  });

  it('stays inside its frame', () => {
    const rounds = ['01-01', '06-30', '12-31'].map((end) =>
      round({ opensOn: day(`2027-${end}`), dueOn: day('2028-02-11'), closesOn: day('2028-05-31') }),
    );
    for (const [, x, , width] of draw(rounds).matchAll(/<rect class="[\w-]+" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"/g))
      expect(Number(x) + Number(width)).toBeLessThanOrEqual(482);
  });

  it('marks the black-outs and today', () => {
    const svg = yearsSvg(
      [round()],
      [{ fromOn: day('2027-12-20'), untilOn: day('2028-01-07'), reason: 'Navidad' }],
      day('2027-03-15'),
      words,
    );
    expect(bars(svg, 'chart-late').length).toBeGreaterThan(0);
    expect(svg.match(/chart-now/g)).toHaveLength(1);
  });
});
