import { assignmentLines } from './why-assignment';
import { deedLines } from './why-deeds';
import {
  byOf,
  lineAt,
  type MergeTrace,
  type Milestone,
  type Reader,
  type RequestTrace,
  type SlipTrace,
  type Traces,
  type WhyLine,
} from './why-line';
import { engagementLines, rosterLines } from './why-roster';

/** A whole history, newest first. Of what happened in one moment the cause stands below its effect. */
export function historyOf(traces: Traces, reader: Reader): WhyLine[] {
  const rounds = new Map(traces.assignments.map(({ roundId, code, roundKind }) => [String(roundId), { code, roundKind }]));
  const lines = [
    ...engagementLines(traces.engagements, reader.today),
    ...requestLines(traces.requests, reader.zone),
    ...rosterLines(traces.roster, reader.zone),
    ...mergeLines(traces.merges, reader.zone),
    ...slipLines(traces.slips, reader.zone),
    ...deedLines(traces.lines, rounds, reader),
    ...assignmentLines(traces.assignments, reader.zone),
    ...milestoneLines(traces.milestones, reader.zone),
  ];
  const placed = lines.map((line, place) => ({ line, place }));
  placed.sort((a, b) => compare(b.line.on, a.line.on) || compare(b.line.at ?? '', a.line.at ?? '') || b.place - a.place);
  return placed.map(({ line }) => line);
}

function mergeLines(merges: readonly MergeTrace[], zone: string): WhyLine[] {
  return merges.flatMap(({ mergedAt, mergedBy, undoneAt, undoneBy, personCode, isKept }) => [
    lineAt(mergedAt, zone, isKept === 1 ? 'merge.kept' : 'merge.merged', { code: personCode }, { by: byOf(mergedBy, 'system') }),
    ...(undoneAt === null ? [] : [lineAt(undoneAt, zone, 'merge.undone', { code: personCode }, { by: byOf(undoneBy, 'system') })]),
  ]);
}

function requestLines(requests: readonly RequestTrace[], zone: string): WhyLine[] {
  return requests.flatMap(({ source, kind, state, site, lastOn, askedAt, askedBy, decidedAt, decidedBy }) => [
    lineAt(
      askedAt,
      zone,
      `request.${source}-${kind}`,
      { site: site ?? 'none', last: lastOn ?? '' },
      { by: askedBy === null ? null : { name: askedBy } },
    ),
    lineAt(decidedAt, zone, `request.${kind === 'leave' ? 'leave' : state}`, {}, { by: byOf(decidedBy, 'system') }),
  ]);
}

function slipLines(slips: readonly SlipTrace[], zone: string): WhyLine[] {
  return slips.map(({ purpose, createdAt, byName }) =>
    lineAt(createdAt, zone, purpose === 'slip' ? 'slip' : 'text-link', {}, { by: byOf(byName, 'system') }),
  );
}

const ORDER: readonly Milestone['what'][] = ['started', 'attempted', 'completed', 'issued', 'superseded', 'revoked'];

function milestoneLines(milestones: readonly Milestone[], zone: string): WhyLine[] {
  return [...milestones]
    .sort((a, b) => compare(a.at, b.at) || ORDER.indexOf(a.what) - ORDER.indexOf(b.what))
    .map(({ what, at, code, roundKind, title, score, total, passMark, note }) => {
      const isPassed = score >= passMark;
      const key = what === 'attempted' ? (isPassed ? 'passed' : 'failed') : what;
      const mark = what === 'completed' || what === 'issued' ? 'done' : null;
      return lineAt(at, zone, `did.${key}`, { code, roundKind, title, score, total, diploma: note }, { mark });
    });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
