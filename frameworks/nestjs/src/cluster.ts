import cluster from 'node:cluster';
import process from 'node:process';

/** Forks the workers, replaces those that crash and ends with them. */
export function startCluster(workers: number): void {
  let stopping = false;

  for (let i = 0; i < workers; i++) cluster.fork();

  cluster.on('exit', (worker, code, signal) => {
    if (stopping) return;
    console.error(`worker ${worker.process.pid} ended (${signal ?? code})`);
    cluster.fork();
  });

  const stop = () => {
    stopping = true;
    for (const worker of Object.values(cluster.workers ?? {}))
      worker?.process.kill('SIGTERM');
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
