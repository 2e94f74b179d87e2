import { type DynamicModule, Global, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '#platform/config/config';
import { Backups } from './backups';
import { connectPostgres } from './connect-postgres';
import { connectSqlite } from './connect-sqlite';
import type { Connections, Schema } from './connections';
import { Database } from './database';
import { Migrator } from './migrator';
import { declaredRecords, records } from './record';
import { SettingEntity } from './setting.entity';
import { Settings } from './settings';
import { CONNECTIONS } from './tokens';
import { UnitOfWork } from './unit-of-work';

@Injectable()
class ClosesConnections implements OnApplicationShutdown {
  constructor(@Inject(CONNECTIONS) private readonly connections: Connections) {}

  onApplicationShutdown(): Promise<void> {
    return this.connections.close();
  }
}

@Global()
@Module({})
export class DatabaseModule {
  static with(migrations: Schema['migrations']): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [records(SettingEntity)],
      providers: [
        {
          provide: CONNECTIONS,
          inject: [Config],
          // The tables are brought up to date here, so that every other provider finds them as this release expects.
          useFactory: async (config: Config): Promise<Connections> => {
            const schema = { entities: declaredRecords(), migrations };
            const connections = await connect(config.databaseUrl, schema);
            await new Migrator(connections, new Backups(connections, config)).migrate();
            return connections;
          },
        },
        Database,
        UnitOfWork,
        Backups,
        Migrator,
        Settings,
        ClosesConnections,
      ],
      exports: [CONNECTIONS, Database, UnitOfWork, Backups, Migrator, Settings],
    };
  }
}

function connect(url: string, schema: Parameters<typeof connectSqlite>[1]): Promise<Connections> {
  return url.startsWith('sqlite:') ? connectSqlite(url.slice('sqlite:'.length), schema) : connectPostgres(url, schema);
}
