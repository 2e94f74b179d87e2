const HEADINGS = ['work', 'figure', 'target', 'ok', 'Moodle 4.3', 'ratio'];

/** The report as people read it. Ratios say how many times better than the peer. */
export function tableOf({ node, cores, processor, load, database, rows, failed }) {
  const lines = [HEADINGS, ...rows.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((cells) => cells[column].length)));
  const [headings, ...body] = lines.map((cells) => cells.map((cell, column) => cell.padEnd(widths[column])).join('  '));
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  const notes = rows.filter(({ note }) => note !== null).map(({ work, note }) => `${work}: ${note}`);
  const problems = failed.map(({ measure, problem }) => `✗ ${measure} could not be measured: ${problem}`);
  const machine = `Node ${node}, ${cores} cores (${processor}), load ${load}, ${database}`;
  return `\n${[headings, rule, ...body, '', ...notes, ...problems, machine].map((line) => line.trimEnd()).join('\n')}\n`;
}

function cellsOf({ work, figures, met }) {
  const those = (part, text) =>
    figures
      .filter((figure) => figure[part] !== null)
      .map(text)
      .join(' · ');
  return [
    work,
    figures.map((figure) => say(figure)).join(' · '),
    those('target', (figure) => `${figure.better === 'more' ? '≥' : '≤'} ${say(figure, figure.target)}`),
    met === null ? '' : met ? '✓' : '✗',
    those('peer', (figure) => say(figure, figure.peer)),
    those('ratio', ({ ratio }) => `${ratio.toLocaleString('en')}×`),
  ];
}

function say({ label, unit, value: measured }, value = measured) {
  return [label, value.toLocaleString('en'), unit].filter(Boolean).join(' ');
}
