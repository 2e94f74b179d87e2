import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Clock } from '#platform/time/clock';
import { DiplomaFiles } from './data/diploma-files.repository';
import { type Diploma, hashOf } from './domain/diploma';

/** Remembers each file that was handed out of a diploma: it stays authentic when a later release draws other bytes. */
@Injectable()
export class HandedOutService {
  constructor(
    private readonly files: DiplomaFiles,
    private readonly clock: Clock,
    private readonly work: UnitOfWork,
  ) {}

  wasHandedOut({ id }: Diploma, bytes: Buffer): Promise<boolean> {
    return this.files.has(id, hashOf(bytes));
  }

  /** The same bytes, once they are remembered. */
  async handingOut({ id }: Diploma, bytes: Buffer): Promise<Buffer> {
    const digest = hashOf(bytes);
    // Looked at first: most files are handed out again and again, and writing takes a turn.
    if (!(await this.files.has(id, digest))) await this.work.run(() => this.files.remember(id, digest, this.clock.now()));
    return bytes;
  }
}
