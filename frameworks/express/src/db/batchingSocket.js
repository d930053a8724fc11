import { Socket } from 'node:net';
import { nextTick } from 'node:process';

/**
 * A socket that sends what is written to it in one turn of the event loop with
 * one system call. node-postgres does so for each query (it corks the socket);
 * this does it for all the queries that are pipelined together.
 */
export class BatchingSocket extends Socket {
  #batching = false;

  cork() {
    super.cork();
    if (this.#batching) return;
    this.#batching = true;
    super.cork();
    nextTick(() => {
      this.#batching = false;
      super.uncork();
    });
  }
}
