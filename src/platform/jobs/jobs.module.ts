import { Global, Module } from '@nestjs/common';
import { records } from '#platform/database/record';
import { JobRunEntity } from './data/job-run.entity';
import { JobRuns } from './data/job-runs.repository';
import { JobRunner } from './jobs';

@Global()
@Module({ imports: [records(JobRunEntity)], providers: [JobRuns, JobRunner], exports: [JobRunner, JobRuns] })
export class JobsModule {}
