import cluster from 'node:cluster';
import process from 'node:process';

// Nest's parts, like most of npm, default to development; the contract says APP_ENV.
process.env.NODE_ENV ??= process.env.APP_ENV ?? 'production';

const workers = Number(process.env.WORKERS ?? 1);

// One worker is this process itself; a primary in front of it would only cost.
if (workers > 1 && cluster.isPrimary) {
  const { startCluster } = await import('./cluster.js');
  startCluster(workers);
} else {
  const { bootstrap } = await import('./bootstrap.js');
  await bootstrap();
}
