import { addDays, type CalendarDate } from '#kernel/calendar-date';
import type { AbsenceId, ExemptionId, ExtensionId } from '#kernel/id';
import { together } from '#kernel/together';
import { ABSENCE_KINDS, AbsencesService, type AbsenceSpan } from '#modules/people';
import { EXEMPTION_REASONS, ExemptionsService, ExtensionsService, ProgrammeService, type RoundSummary } from '#modules/programme';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Agenda } from './agenda';
import type { Luck } from './luck';
import { required } from './study';
import type { Person, Theatre } from './theatre';

/** Decided, and yet to be done. */
type Happening = () => Promise<unknown>;

/** How often something begins for one person on a day on which something is done: about nine of them in a month. */
const BEGINS = { absence: 0.0035, exemption: 0.0003, extension: 0.0015 };

/** What happens to people while the programme runs: they are away, let off, need longer. */
export class Events {
  private readonly agenda = new Agenda<Happening>();

  constructor(
    private readonly theatre: Theatre,
    private readonly luck: Luck,
  ) {}

  /** One after the other it is decided what happens to whom; then it happens to all at once, to each in its order. */
  async happen(today: CalendarDate, hr: Person, present: readonly Person[]): Promise<void> {
    await this.theatre.at(today, 10 * 60);
    const [round] = await this.theatre.get(ProgrammeService).openRounds();
    await this.theatre.get(UnitOfWork).run(async () => {
      for (const followUp of this.agenda.take(today)) await followUp();
      const days = present.filter(({ personId }) => personId !== hr.personId).map((person) => this.dayOf(today, hr, person, round));
      await together(days.map(inTurn));
    });
  }

  private dayOf(today: CalendarDate, hr: Person, person: Person, round: RoundSummary | undefined): readonly Happening[] {
    const happenings: Happening[] = [];
    if (this.luck.happens(BEGINS.absence)) happenings.push(this.goesAway(today, hr, person));
    if (round && this.luck.happens(BEGINS.exemption)) happenings.push(this.isLetOff(today, hr, person, round));
    if (round && this.luck.happens(BEGINS.extension)) happenings.push(this.asksForMore(today, hr, person, round));
    return happenings;
  }

  private goesAway(today: CalendarDate, hr: Person, { personId }: Person): Happening {
    const { luck, theatre } = this;
    const span = this.anAbsence(today);
    const [ending, later] = [luck.share(), luck.between(1, 20)];
    const shifted = { ...span, untilOn: addDays(span.untilOn, luck.between(-3, 30)) };
    const absences = (): AbsencesService => theatre.get(AbsencesService);
    return async () => {
      const recorded = await absences().record(theatre.as(hr, ['hr']), personId, span);
      // Somebody who is away already: the page says so, and nothing happens.
      if (!recorded.ok) return;
      const id: AbsenceId = recorded.value;
      if (ending < 0.25) this.agenda.put(addDays(today, later), () => absences().change(theatre.as(hr, ['hr']), id, shifted));
      else if (ending < 0.33) this.agenda.put(addDays(today, later), () => absences().cancel(theatre.as(hr, ['hr']), id));
    };
  }

  private anAbsence(today: CalendarDate): AbsenceSpan {
    const { luck } = this;
    const kind = luck.oneOf(ABSENCE_KINDS);
    const fromOn = addDays(today, luck.between(-6, 20));
    const days = { sickness: [2, 25], leave: [5, 30], parental: [80, 180], other: [1, 60] } as const;
    const [least, most] = days[kind];
    return { kind, fromOn, untilOn: addDays(fromOn, luck.between(least, most)) };
  }

  private isLetOff(today: CalendarDate, hr: Person, { personId }: Person, round: RoundSummary): Happening {
    const { luck, theatre } = this;
    const exemptions = (): ExemptionsService => theatre.get(ExemptionsService);
    const span = {
      reasonCode: luck.oneOf(EXEMPTION_REASONS),
      evidence: `Constancia ${luck.between(100, 999)}`,
      fromOn: addDays(today, luck.between(-5, 5)),
      untilOn: luck.happens(0.5) ? null : addDays(today, luck.between(10, 60)),
    };
    const [isRevoked, later] = [luck.happens(0.25), luck.between(3, 30)];
    return async () => {
      const granted = await exemptions().grant(theatre.as(hr, ['hr']), personId, round.id, span);
      if (!granted.ok || !isRevoked) return;
      const id: ExemptionId = granted.value;
      this.agenda.put(addDays(today, later), () => exemptions().revoke(theatre.as(hr, ['hr']), id));
    };
  }

  private asksForMore(today: CalendarDate, hr: Person, person: Person, round: RoundSummary): Happening {
    const { luck, theatre } = this;
    const extensions = (): ExtensionsService => theatre.get(ExtensionsService);
    const [isGranted, later] = [luck.happens(0.7), luck.between(1, 6)];
    return async () => {
      const asked = await extensions().ask(theatre.as(person), round.id, 'Semana de inventario');
      if (!asked.ok) return;
      const id: ExtensionId = asked.value;
      const decide = (grants: boolean) => extensions().decide(theatre.as(hr, ['hr']), id, grants);
      this.agenda.put(addDays(today, later), async () => {
        // Done, gone or too late by now: there is nothing left to grant, and saying no closes it.
        const decided = await decide(isGranted);
        if (!decided.ok) required(await decide(false));
      });
    };
  }
}

async function inTurn(happenings: readonly Happening[]): Promise<void> {
  for (const happening of happenings) await happening();
}
