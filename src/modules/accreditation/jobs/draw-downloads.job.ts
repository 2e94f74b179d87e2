import { Injectable } from '@nestjs/common';
import type { Job } from '#platform/jobs/job';
import { DRAW_DOWNLOADS } from '../downloads.service';
import { DownloadsUnderWay } from '../downloads-under-way';

/** Runs right after somebody asked; the minute's knock takes over what another process left behind. */
@Injectable()
export class DrawDownloads implements Job {
  readonly name = DRAW_DOWNLOADS;
  readonly every = '* * * * *';
  readonly missed = 'once';

  constructor(private readonly underWay: DownloadsUnderWay) {}

  run(): Promise<number> {
    return this.underWay.begin();
  }
}
