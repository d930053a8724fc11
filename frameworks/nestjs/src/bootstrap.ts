import { ConfigService } from '@nestjs/config';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { setup } from './setup.js';
import type { Settings } from './config/settings.js';

// Longer than the idle timeout of the usual load balancers (60 s), so that it
// is never us who close a connection just as they send on it.
const KEEP_ALIVE_MS = 75_000;
const IDLE_SWEEP_MS = 50;

export async function bootstrap(): Promise<void> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule, {
    logger: ['warn', 'error', 'fatal'],
  });
  setup(app);
  const server = app.getHttpServer();
  server.keepAliveTimeout = KEEP_ALIVE_MS;

  const config = app.get<ConfigService<Settings, true>>(ConfigService);
  await app.listen(config.get('PORT'), config.get('HOST'));

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    // Closing ends what is idle now; connections that finish a request later
    // become idle again, so sweep until the last one is gone.
    const sweep = setInterval(
      () => server.closeIdleConnections(),
      IDLE_SWEEP_MS,
    );
    await app.close();
    clearInterval(sweep);
    // A cluster worker stays connected to the primary until told otherwise.
    process.disconnect?.();
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}
