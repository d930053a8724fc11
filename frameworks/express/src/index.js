import cluster from 'node:cluster';
import { config } from './config.js';

// One worker is this process itself; a primary in front of it would only cost.
if (config.workers > 1 && cluster.isPrimary) {
  const { startCluster } = await import('./cluster.js');
  startCluster(config.workers);
} else {
  const { startServer } = await import('./server.js');
  startServer();
}
