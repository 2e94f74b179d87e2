import { addDays, type CalendarDate } from '#kernel/calendar-date';
import type { AssignmentId, EditionId, PersonId } from '#kernel/id';
import { together } from '#kernel/together';
import { CurriculumService } from '#modules/curriculum';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Agenda } from './agenda';
import { Luck } from './luck';
import { Study, type Outcome } from './study';
import type { Theatre } from './theatre';

/** How one person takes one round. */
interface Learner {
  readonly personId: PersonId;
  readonly code: string;
  readonly name: string;
  readonly round: string;
  readonly assignmentId: AssignmentId;
  readonly editionId: EditionId;
  readonly luck: Luck;
  /** Step by step, as with fingers on a screen; the others hand their lessons in whole. */
  readonly isThorough: boolean;
  readonly stopsEarly: boolean;
  /** So many times the test is not passed first. */
  failures: number;
  /** So many times they found that they were no longer here. */
  turnedAway: number;
}

const NEVER = 0.04;
const STOPS_EARLY = 0.04;
const THOROUGH = 0.001;
const IN_A_ROOM = 50;
const FLOORS = 4;

/** Everybody who learns, each on days of their own: most in time, some late, some after the round has closed, some never. */
export class Learners {
  private readonly agenda = new Agenda<Learner>();
  private readonly study: Study;
  private lastSeen = '';

  constructor(
    private readonly theatre: Theatre,
    private readonly seed: number,
  ) {
    this.study = new Study(theatre);
  }

  /** Whoever got an assignment since the last look decides when to do it. */
  async meet(today: CalendarDate): Promise<void> {
    const rows = await this.theatre.get(Database).rows<NewAssignment>(sql`
      SELECT a.id AS assignment_id, a.person_id, p.person_code AS code, p.given_name || ' ' || p.family_name AS name, r.code AS round, r.kind, r.edition_id
      FROM assignment a JOIN person p ON p.id = a.person_id JOIN round r ON r.id = a.round_id WHERE a.id > ${this.lastSeen}`);
    for (const { kind, ...row } of rows.sort((a, b) => (a.code < b.code ? -1 : 1))) {
      if (row.assignmentId > this.lastSeen) this.lastSeen = row.assignmentId;
      const luck = Luck.of(this.seed, 'learner', row.code, row.round);
      if (luck.happens(NEVER)) continue;
      const stopsEarly = luck.happens(STOPS_EARLY);
      const isThorough = luck.happens(THOROUGH);
      const failures = luck.happens(0.1) ? luck.between(1, 3) : 0;
      const days = kind === 'welcome' ? luck.between(1, 25) : daysUntil(luck);
      this.agenda.put(addDays(today, days), { ...row, luck, stopsEarly, isThorough, failures, turnedAway: 0 });
    }
  }

  async learn(today: CalendarDate): Promise<void> {
    const due = this.agenda.take(today);
    if (due.length === 0) return;
    await this.theatre.at(today, 11 * 60);
    const absent = await this.theatre.absentOn(today);
    const present = due.filter((learner) => !absent.has(learner.personId));
    for (const learner of due) if (absent.has(learner.personId)) this.agenda.put(addDays(today, 7), learner);
    const curriculum = this.theatre.get(CurriculumService);
    for (const editionId of new Set(present.map((learner) => learner.editionId))) await curriculum.edition(editionId);
    const rooms = roomsOf(present);
    await Promise.all(Array.from({ length: FLOORS }, (_, floor) => this.sitOn(floor, rooms, today)));
  }

  /** The rooms of one floor, one after the other. Where the database takes several units of work at once, the floors learn at once. */
  private async sitOn(floor: number, rooms: readonly (readonly Learner[])[], today: CalendarDate): Promise<void> {
    for (let n = floor; n < rooms.length; n += FLOORS) await this.sitTogether(today, rooms[n] ?? []);
  }

  /** Everybody at once in one unit of work; what came of it counts once that is committed. */
  private async sitTogether(today: CalendarDate, room: readonly Learner[]): Promise<void> {
    const outcomes = await this.theatre.get(UnitOfWork).run(() => together(room.map((learner) => this.study.sitDown(learner))));
    room.forEach((learner, index) => this.goOn(today, learner, outcomes[index] ?? 'done'));
  }

  private goOn(today: CalendarDate, learner: Learner, outcome: Outcome): void {
    if (outcome === 'failed') {
      learner.failures--;
      this.agenda.put(addDays(today, learner.luck.between(1, 6)), learner);
    } else if (outcome === 'left' && learner.turnedAway++ < 3) this.agenda.put(addDays(today, 45), learner);
  }
}

/** Whoever has two units to do is next to themselves, so that no two rooms wait for each other's people. */
function roomsOf(learners: readonly Learner[]): Learner[][] {
  const inOrder = [...learners].sort((a, b) => (a.code < b.code ? -1 : 1));
  return Array.from({ length: Math.ceil(inOrder.length / IN_A_ROOM) }, (_, n) => inOrder.slice(n * IN_A_ROOM, (n + 1) * IN_A_ROOM));
}

interface NewAssignment {
  readonly assignmentId: AssignmentId;
  readonly personId: PersonId;
  readonly code: string;
  readonly name: string;
  readonly round: string;
  readonly kind: string;
  readonly editionId: EditionId;
}

function daysUntil(luck: Luck): number {
  const share = luck.share();
  if (share < 0.8) return luck.between(0, 41);
  return share < 0.95 ? luck.between(42, 100) : luck.between(150, 230);
}
