import { Injectable, type LoggerService } from '@nestjs/common';
import pino, { type Logger } from 'pino';
import { Config } from '#platform/config/config';

/** JSON lines on standard error. Names, addresses, codes and answers of people never go in. */
@Injectable()
export class Log implements LoggerService {
  private readonly pino: Logger;

  constructor(config: Config) {
    this.pino = pino(
      {
        level: config.logLevel,
        base: null,
        serializers: { error: describe },
        redact: {
          paths: ['password', 'pin', 'token', 'email', 'phone', '*.password', '*.pin', '*.token', '*.email', '*.phone'],
          censor: '…',
        },
      },
      pino.destination({ dest: 2, sync: false }),
    );
  }

  info(fields: object, message: string): void {
    this.pino.info(fields, message);
  }

  warn(fields: unknown, message?: unknown): void {
    this.write('warn', fields, message);
  }

  error(fields: unknown, message?: unknown): void {
    this.write('error', fields, message);
  }

  /** Nest's own words about its wiring. */
  log(message: unknown): void {
    this.pino.debug(String(message));
  }

  private write(level: 'warn' | 'error', fields: unknown, message: unknown): void {
    if (typeof fields === 'object' && fields !== null) this.pino[level](fields, typeof message === 'string' ? message : undefined);
    else this.pino[level](String(fields));
  }
}

/** What went wrong and where, without the values that a statement carried: those are people's data. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  return { type: error.name, message: error.message.split('\n')[0], stack: error.stack };
}
