import { Module } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Settings } from '../config/settings.js';

@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [ConfigService],
      useFactory: (config: ConfigService<Settings, true>) => ({
        type: 'postgres' as const,
        url: config.get<string>('DATABASE_URL'),
        autoLoadEntities: true,
        // How long a request waits for a connection, new or from the pool.
        connectTimeoutMS: 3_000,
        logging: ['error'],
        extra: {
          // DB_POOL counts the connections of all workers together.
          max: Math.max(
            1,
            Math.floor(
              config.get<number>('DB_POOL') / config.get<number>('WORKERS'),
            ),
          ),
          idleTimeoutMillis: 0,
          statement_timeout: 5_000,
          keepAlive: true,
          pipeline: true,
        },
      }),
    }),
  ],
})
export class DatabaseModule {}
