import { type AssignmentTrace, byOf, lineAt, type Sentence, type WhyLine } from './why-line';

/** Why somebody has a round, and every date that they had for it. */
export function assignmentLines(traces: readonly AssignmentTrace[], zone: string): WhyLine[] {
  return traces.flatMap((trace, index) => {
    const before = traces[index - 1];
    if (before?.assignmentId !== trace.assignmentId) return [assigned(trace, zone)];
    // The merge has a line of its own, and so has its taking apart.
    return trace.cause === 'merge' ? [] : [changed(trace, before, zone)];
  });
}

function assigned(trace: AssignmentTrace, zone: string): WhyLine {
  const { code, title, dueOn: due, roundKind, cause } = trace;
  const because = [{ key: `cause.${roundKind === 'welcome' ? 'welcome' : cause}`, values: {} }, ...dueSentences(trace)];
  return lineAt(trace.at, zone, `assigned.${roundKind}`, { code, title, due }, { because, by: whoOf(trace), mark: 'due' });
}

function changed(trace: AssignmentTrace, before: AssignmentTrace, zone: string): WhyLine {
  const { code, roundKind, title, dueOn: due, leftOn } = trace;
  const values = { code, roundKind, title, due, before: before.dueOn, on: leftOn ?? '' };
  const line = (key: string, because: readonly Sentence[]): WhyLine =>
    lineAt(trace.at, zone, `changed.${key}`, values, { because, by: whoOf(trace) });
  if (trace.kind === 'withdrawn') return line('withdrawn', [{ key: 'cause.no-engagement', values: {} }]);
  if (leftOn !== null && before.leftOn === null) return line('left', [{ key: 'cause.gone', values: {} }]);
  if (leftOn !== null && leftOn !== before.leftOn) return line('left-on', []);
  if (leftOn === null && before.leftOn !== null) return line('returned', dueSentences(trace));
  return line(due === before.dueOn ? 'same' : due > before.dueOn ? 'later' : 'sooner', differences(trace, before));
}

/** What was added to a date, or taken from it. */
function differences(trace: AssignmentTrace, before: AssignmentTrace): Sentence[] {
  const more = (key: string, days: number): Sentence[] =>
    days === 0 ? [] : [{ key: `delta.${key}-${days > 0 ? 'more' : 'less'}`, values: { days: Math.abs(days) } }];
  const said = [
    ...more('extension', trace.extensionDays - before.extensionDays),
    ...more('absence', trace.absenceDays - before.absenceDays),
    ...(trace.dueReason === before.dueReason ? [] : [{ key: `due.${trace.dueReason}`, values: {} }]),
  ];
  // Somebody who came back, or whose first day was corrected: the same reason counted from another day.
  return said.length > 0 ? said : [{ key: `delta.again-${trace.dueReason}`, values: {} }];
}

function dueSentences({ dueReason, extensionDays, absenceDays }: AssignmentTrace): Sentence[] {
  return [
    { key: `due.${dueReason}`, values: {} },
    ...(extensionDays > 0 ? [{ key: 'due.extension', values: { days: extensionDays } }] : []),
    ...(absenceDays > 0 ? [{ key: 'due.absence', values: { days: absenceDays } }] : []),
  ];
}

const whoOf = ({ byName, cause }: AssignmentTrace): WhyLine['by'] =>
  byOf(byName, cause === 'exemption' || cause === 'extension' ? 'system' : cause);
