import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { validate } from './config/settings.js';
import { DatabaseModule } from './database/database.module.js';
import { DriverModule } from './driver/driver.module.js';
import { FortunesModule } from './fortunes/fortunes.module.js';
import { HealthModule } from './health/health.module.js';
import { HelloModule } from './hello/hello.module.js';
import { QuotesModule } from './quotes/quotes.module.js';
import { WorldsModule } from './worlds/worlds.module.js';

@Module({
  imports: [
    ConfigModule.forRoot({ isGlobal: true, cache: true, validate }),
    DatabaseModule,
    FortunesModule,
    HealthModule,
    HelloModule,
    QuotesModule,
    WorldsModule,
    ...(process.env.DRIVER_ROUTES ? [DriverModule] : []),
  ],
})
export class AppModule {}
