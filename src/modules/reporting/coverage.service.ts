import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import { done, type Outcome, refused } from '#kernel/outcome';
import { type Coverage, ProgrammeService } from '#modules/programme';
import { type RoundInReports, RoundsInReports } from './data/rounds.read-model';
import { currentRound } from './domain/round-day';

export type CoverageRefusal = 'no-such-round' | 'no-round-yet' | 'not-open-then';

/** The ledger of a round, as the command line prints it. */
@Injectable()
export class CoverageService {
  constructor(
    private readonly programme: ProgrammeService,
    private readonly rounds: RoundsInReports,
  ) {}

  /** Of the round named by its id, code or unit; where none is named, of the open one, or of the last between rounds. */
  async coverage(_ctx: Context, ref: string | null = null, on: CalendarDate | null = null): Promise<Outcome<Coverage, CoverageRefusal>> {
    const round = await this.round(ref);
    if (!round.ok) return round;
    const ledger = await this.programme.ledger(round.value.id, on ?? undefined);
    return ledger === null ? refused('not-open-then', { code: round.value.code }) : done(ledger);
  }

  /** What a report is asked about. */
  async round(ref: string | null): Promise<Outcome<RoundInReports, 'no-such-round' | 'no-round-yet'>> {
    const rounds = await this.rounds.all();
    const found = ref === null ? currentRound(rounds) : rounds.find((round) => [round.id, round.code, round.unit].includes(ref));
    if (found) return done(found);
    return ref === null ? refused('no-round-yet') : refused('no-such-round', { round: ref });
  }
}
