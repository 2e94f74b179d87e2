import { Injectable } from '@nestjs/common';
import type { Job } from '#platform/jobs/job';
import { StatusFileService } from '../status-file.service';

/** Four times an hour: so long at most a diploma that was taken back still stands in the file. */
@Injectable()
export class PublishStatus implements Job {
  readonly name = 'publish-status';
  readonly every = '*/15 * * * *';
  readonly missed = 'once';

  constructor(private readonly file: StatusFileService) {}

  run(): Promise<number> {
    return this.file.keepCurrent();
  }
}
