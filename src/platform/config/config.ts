import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { newSecret } from '#kernel/id';
import { type Instant, toInstant } from '#kernel/instant';
import { isSmsUrl, SMS_URL_SENTENCE } from '#platform/sms/sms-url';

/** The settings of one process, read once. */
export class Config {
  readonly port!: number;
  readonly host!: string;
  /** Where people reach the product: links in mail and QR codes begin with it. No slash at the end. */
  readonly publicUrl!: string;
  readonly databaseUrl!: string;
  /** Absolute path. Everything that the process writes lives under it. */
  readonly dataDir!: string;
  readonly secretKey!: string;
  readonly smtpUrl!: string | null;
  readonly mailFrom!: string;
  /** Who carries text messages; null for files under the data folder. */
  readonly smsUrl!: string | null;
  /** Who vouches for the time of a signature (RFC 3161); null for nobody. */
  readonly tsaUrl!: string | null;
  readonly logLevel!: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** The instant at which the process's clock starts; null for the real clock. */
  readonly startsAt!: Instant | null;
  readonly production!: boolean;
  readonly metricsToken!: string | null;
  /** The folder with package.json and views. */
  readonly root!: string;
  /** The folder of the units, one folder for each. */
  readonly curriculumDir!: string;

  constructor(values: Omit<Config, 'constructor'>) {
    Object.assign(this, values);
  }
}

/** One sentence for each mistake, so that the person who starts the server can mend them all at once. */
export class ConfigError extends Error {
  constructor(readonly sentences: readonly string[]) {
    super(sentences.join('\n'));
  }
}

const ROOT = resolve(__dirname, '../../..');

const schema = z.object({
  PORT: z.coerce
    .number({ error: 'PORT must be a number, for example 3000.' })
    .int('PORT must be a whole number, for example 3000.')
    .min(0, 'PORT must be between 0 and 65535.')
    .max(65535, 'PORT must be between 0 and 65535.')
    .default(3000),
  HOST: z.string().min(1, 'HOST must not be empty; 127.0.0.1 serves this machine only, 0.0.0.0 serves the network.').default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'PUBLIC_URL must be a full address such as https://cadencia.example.com.' }).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/, 'DATABASE_URL must be sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME.')
    .optional(),
  DATA_DIR: z.string().min(1, 'DATA_DIR must name a folder.').default('./data'),
  SECRET_KEY: z
    .string()
    .min(32, 'SECRET_KEY must have at least 32 characters; leave it out to have one made in the data folder.')
    .optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'SMTP_URL must look like smtp://user:password@host:587.' }).optional(),
  SMS_URL: z.string().refine(isSmsUrl, SMS_URL_SENTENCE).optional(),
  TSA_URL: z
    .url({
      protocol: /^https?$/,
      error: 'TSA_URL must be the address of a timestamp server (RFC 3161), such as https://tsa.example.com/tsr.',
    })
    .optional(),
  MAIL_FROM: z.string().default('Cadencia <no-reply@localhost>'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
      error: 'LOG_LEVEL must be one of fatal, error, warn, info, debug, silent.',
    })
    .default('info'),
  CADENCIA_NOW: z
    .string()
    .refine((text) => !Number.isNaN(Date.parse(text)), 'CADENCIA_NOW must be an ISO instant such as 2027-03-01T09:00:00Z.')
    .optional(),
  NODE_ENV: z.string().optional(),
  CURRICULUM_DIR: z.string().optional(),
  METRICS_TOKEN: z.string().min(16, 'METRICS_TOKEN must have at least 16 characters.').optional(),
});

/** @throws ConfigError with every mistake at once. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  const sentences = parsed.success ? [] : parsed.error.issues.map((issue) => issue.message);
  const production = environment['NODE_ENV'] === 'production';
  if (production && given['CADENCIA_NOW']) sentences.push('CADENCIA_NOW moves the clock and is refused when NODE_ENV=production.');
  if (!parsed.success || sentences.length > 0) throw new ConfigError(sentences);

  const env = parsed.data;
  const dataDir = resolve(env.DATA_DIR);
  return new Config({
    port: env.PORT,
    host: env.HOST,
    publicUrl: (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, ''),
    databaseUrl: env.DATABASE_URL ?? `sqlite:${join(dataDir, 'cadencia.db')}`,
    dataDir,
    secretKey: env.SECRET_KEY ?? keyIn(dataDir),
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM,
    smsUrl: env.SMS_URL ?? null,
    tsaUrl: env.TSA_URL ?? null,
    logLevel: env.LOG_LEVEL,
    startsAt: env.CADENCIA_NOW ? toInstant(env.CADENCIA_NOW) : null,
    production,
    metricsToken: env.METRICS_TOKEN ?? null,
    root: ROOT,
    curriculumDir: resolve(env.CURRICULUM_DIR ?? join(ROOT, 'curriculum')),
  });
}

function keyIn(dataDir: string): string {
  const file = join(dataDir, 'secret.key');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    try {
      // 'wx': of two processes starting together, one writes and both read.
      writeFileSync(file, newSecret(48), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return readFileSync(file, 'utf8').trim();
}
