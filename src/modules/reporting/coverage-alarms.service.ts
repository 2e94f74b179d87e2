import { Injectable } from '@nestjs/common';
import { type Instant, plusMinutes } from '#kernel/instant';
import { Clock } from '#platform/time/clock';
import { CoverageReadModel } from './data/coverage.read-model';
import { type RoundInReports, RoundsInReports } from './data/rounds.read-model';
import { dayOf } from './domain/round-day';
import { unaccountedIn } from './domain/tally';

export interface OpenRoundWatched {
  readonly round: RoundInReports;
  /** How many make its ledger not add up. */
  readonly unaccounted: number;
}

const MINUTES_KEPT = 1;

/** Watches every open round, the standing one for joiners too. Looked at again once a minute at most, whoever asks. */
@Injectable()
export class CoverageAlarms {
  private known: { readonly until: Instant; readonly watched: Promise<readonly OpenRoundWatched[]> } | null = null;

  constructor(
    private readonly rounds: RoundsInReports,
    private readonly coverage: CoverageReadModel,
    private readonly clock: Clock,
  ) {}

  watched(): Promise<readonly OpenRoundWatched[]> {
    const now = this.clock.now();
    const isFresh = this.known !== null && now < this.known.until && plusMinutes(now, MINUTES_KEPT) >= this.known.until;
    if (this.known !== null && isFresh) return this.known.watched;
    const watched = this.look();
    this.known = { until: plusMinutes(now, MINUTES_KEPT), watched };
    watched.catch(() => (this.known = null));
    return watched;
  }

  private async look(): Promise<readonly OpenRoundWatched[]> {
    const open = (await this.rounds.all()).filter(({ openedAt, closedAt }) => openedAt !== null && closedAt === null);
    const watched: OpenRoundWatched[] = [];
    for (const round of open) {
      const day = dayOf(round, this.clock.today(), this.clock.zone);
      if (day) watched.push({ round, unaccounted: unaccountedIn(await this.coverage.groups(day, 'any')) });
    }
    return watched;
  }
}
