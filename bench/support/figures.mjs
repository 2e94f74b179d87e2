/**
 * A row of the table is `{ work, figures, note }`, a figure `{ name, value, unit, label, better, target, peer }`: `better` is
 * 'more' or 'less'; a label is shown in front of the number; target and peer may be missing.
 */
export function judge({ work, figures, note = null }) {
  const judged = figures.map(judgeFigure);
  const verdicts = judged.map(({ met }) => met).filter((met) => met !== null);
  return { work, figures: judged, note, met: verdicts.length === 0 ? null : verdicts.every(Boolean) };
}

function judgeFigure({ name, value, unit, label = null, better = 'less', target = null, peer = null }) {
  const more = better === 'more';
  const met = target === null ? null : more ? value >= target : value <= target;
  // How many times better than the peer, whichever way better is.
  const ratio = peer === null || value === 0 ? null : rounded(more ? value / peer : peer / value);
  return { name, label, value: rounded(value), unit, better, target, met, peer: peer === null ? null : rounded(peer), ratio };
}

/** The value at or below which so many in a hundred lie. */
export function percentile(sorted, hundredth) {
  return sorted[Math.max(0, Math.ceil((sorted.length * hundredth) / 100) - 1)] ?? 0;
}

function rounded(value) {
  const size = Math.abs(value);
  return Number(value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2));
}
