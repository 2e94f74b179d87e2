import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';

/** Something to see to before a round opens. It warns, and does not forbid. */
export interface OpeningNotice {
  /** A message key, and what stands in its placeholders. */
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly href: string;
  readonly linkKey: string;
}

/** A module below that has something to say before a round opens. */
export interface OpeningNoticeSource {
  noticesFor(ctx: Context): Promise<readonly OpeningNotice[]>;
}

@Injectable()
export class OpeningNotices {
  private readonly sources: OpeningNoticeSource[] = [];

  add(source: OpeningNoticeSource): void {
    this.sources.push(source);
  }

  async for(ctx: Context): Promise<readonly OpeningNotice[]> {
    return (await Promise.all(this.sources.map((source) => source.noticesFor(ctx)))).flat();
  }
}
