import { Controller, Get, Headers, Res } from '@nestjs/common';
import { collectDefaultMetrics, register } from 'prom-client';
import { Config } from '#platform/config/config';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import { Public } from '#platform/http/access';
import type { Response } from '#platform/http/request';
import { HealthChecks } from './health-checks';

collectDefaultMetrics();

@Controller()
@Public('machines ask whether the process lives; the metrics have a token of their own')
export class HealthController {
  constructor(
    private readonly config: Config,
    private readonly db: Database,
    private readonly checks: HealthChecks,
  ) {}

  @Get('/health/live')
  live(@Res() response: Response): void {
    void response.header('cache-control', 'no-store').send({ status: 'ok' });
  }

  @Get('/health/ready')
  async ready(@Res() response: Response): Promise<void> {
    try {
      await this.db.row(sql`SELECT 1 AS one`);
      const checks = await this.checks.results();
      const alarms = Object.keys(checks).filter((name) => checks[name]?.ok === false);
      void response.header('cache-control', 'no-store').send({ status: 'ok', database: 'ok', alarms, checks });
    } catch {
      void response.status(503).header('cache-control', 'no-store').send({ status: 'failed', database: 'unreachable' });
    }
  }

  @Get('/metrics')
  async metrics(@Headers('authorization') authorization: string | undefined, @Res() response: Response): Promise<void> {
    if (this.config.metricsToken === null || authorization !== `Bearer ${this.config.metricsToken}`) {
      void response.status(404).send('');
      return;
    }
    void response.type(register.contentType).send(await register.metrics());
  }
}
