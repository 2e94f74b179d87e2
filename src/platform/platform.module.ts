import { type DynamicModule, Module } from '@nestjs/common';
import { ConfigModule } from './config/config.module';
import type { Schema } from './database/connections';
import { DatabaseModule } from './database/database.module';
import { HealthModule } from './health/health.module';
import { HttpModule } from './http/http.module';
import { JobsModule } from './jobs/jobs.module';
import { LogModule } from './log/log.module';
import { MailModule } from './mail/mail.module';
import { PdfModule } from './pdf/pdf.module';
import { SigningModule } from './signing/signing.module';
import { SmsModule } from './sms/sms.module';
import { TimeModule } from './time/time.module';
import { ViewsModule } from './views/views.module';

/** Every framework and every side effect; knows no module. */
@Module({})
export class PlatformModule {
  static with(migrations: Schema['migrations']): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        ConfigModule,
        LogModule,
        TimeModule,
        DatabaseModule.with(migrations),
        ViewsModule,
        JobsModule,
        MailModule,
        SmsModule,
        PdfModule,
        HttpModule,
        HealthModule,
        SigningModule,
      ],
    };
  }
}
