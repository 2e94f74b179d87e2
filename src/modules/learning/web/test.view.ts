import { type Instant, milliseconds } from '#kernel/instant';
import type { EditionItem } from '#modules/curriculum';
import { isPassed } from '../domain/attempt';
import { unansweredPlaces } from '../domain/grade';
import type { Desk } from '../desks.service';
import type { Results, TestTable } from '../tests.service';
import type { Turn } from '../domain/attempt';

/** Before the questions: the rules in words, and what former attempts gave. */
export function testView({ desk, turn, lessonsLeft, former }: TestTable, now: Instant) {
  const { test } = desk.edition;
  return {
    unit: desk.text.title,
    ...pathsOf(desk),
    questions: test.draw,
    pass: test.pass,
    retryHours: test.retryHours,
    lessonsLeft,
    state: stateOf(turn),
    wait: waitOf(turn, now),
    refusal: desk.refusal,
    isRetry: former.length > 0,
    former: former.map((attempt) => ({
      number: attempt.number,
      href: `/my/${desk.assignment.id}/test/attempts/${attempt.number}`,
      submittedAt: attempt.submittedAt,
      score: attempt.score,
      total: attempt.total,
      passed: isPassed(attempt),
    })),
  };
}

/** The questions without anything that tells which option is right. After a hand-in that came too early it names those without an answer. */
export function attemptView({ desk, turn, answers }: TestTable, namesMissing: boolean) {
  const drawn = turn.kind === 'open' ? turn.attempt : null;
  const missing = namesMissing ? unansweredPlaces(drawn?.items ?? [], answers) : [];
  const action = `/my/${desk.assignment.id}/test/attempts/${drawn?.number ?? 0}`;
  const items = (drawn?.items ?? []).map(({ item, options }, index) => {
    const content = itemOf(desk, item);
    return {
      id: item,
      place: index + 1,
      stem: content.stem,
      isMissing: missing.includes(index + 1),
      options: options.map((id) => ({ value: id, label: textOf(content, id), hint: null, checked: answers.get(item) === id })),
    };
  });
  return {
    unit: desk.text.title,
    ...pathsOf(desk),
    number: drawn?.number ?? 0,
    pass: drawn?.passMark ?? 0,
    total: items.length,
    answered: answers.size,
    save: `${action}/answers`,
    submit: `${action}/submission`,
    items,
    missing: items.filter(({ isMissing }) => isMissing).map(({ id, place }) => ({ id, place })),
  };
}

/** After grading: every option explained, one's own and the right one said in words. */
export function resultsView({ desk, attempt, answers, turn }: Results, now: Instant) {
  return {
    unit: desk.text.title,
    ...pathsOf(desk),
    number: attempt.number,
    score: attempt.score,
    total: attempt.total,
    pass: attempt.passMark,
    passed: isPassed(attempt),
    submittedAt: attempt.submittedAt,
    isCompleted: desk.assignment.completedAt !== null,
    state: stateOf(turn),
    wait: waitOf(turn, now),
    items: attempt.items.map(({ item, options, right }, index) => {
      const content = itemOf(desk, item);
      return {
        place: index + 1,
        stem: content.stem,
        right,
        source: `/my/${desk.assignment.id}/lessons/${content.source.lesson}/${content.source.block}`,
        options: options.map((id) => {
          const option = content.options.find((one) => one.id === id);
          return { text: option?.text ?? '', why: option?.why ?? '', correct: option?.correct ?? false, chosen: answers.get(item) === id };
        }),
      };
    }),
  };
}

function pathsOf({ assignment }: Desk) {
  const unitHref = `/my/${assignment.id}`;
  return { unitHref, testHref: `${unitHref}/test`, planHref: `${unitHref}/plan`, start: `${unitHref}/test/attempts` };
}

function stateOf(turn: Turn) {
  return { kind: turn.kind, number: turn.kind === 'ready' ? turn.number : null, review: 'review' in turn && turn.review };
}

/** How long until the next attempt opens, as people count it. */
function waitOf(turn: Turn, now: Instant) {
  if (turn.kind !== 'waiting') return null;
  const minutes = Math.max(1, Math.ceil((milliseconds(turn.until) - milliseconds(now)) / 60_000));
  const kind = minutes < 60 ? 'minutes' : minutes % 60 === 0 ? 'hours' : 'both';
  return { until: turn.until, kind, hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}

function itemOf({ text }: Desk, id: string): EditionItem {
  const item = text.items.find((one) => one.id === id);
  // Editions never change, so an item that was drawn is there.
  if (!item) throw new Error(`the edition has no item ${id}`);
  return item;
}

function textOf(item: EditionItem, optionId: string): string {
  return item.options.find(({ id }) => id === optionId)?.text ?? '';
}
