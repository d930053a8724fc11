import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { randomInteger, sampleIntegers } from '../common/random.js';
import { World } from './world.entity.js';

const WORLDS = 10_000;

@Injectable()
export class WorldsService {
  constructor(
    @InjectRepository(World)
    private readonly worlds: Repository<World>,
  ) {}

  findRandom(): Promise<World> {
    return this.worlds.findOneByOrFail({ id: randomInteger(WORLDS) });
  }

  findRandoms(count: number): Promise<World[]> {
    const ids = sampleIntegers(count, WORLDS);
    return this.withConnection((manager) => findAll(manager, ids));
  }

  updateRandoms(count: number): Promise<World[]> {
    // Sorted: concurrent updates lock their rows in the same order.
    const ids = sampleIntegers(count, WORLDS).sort((a, b) => a - b);
    return this.withConnection(async (manager) => {
      const worlds = await findAll(manager, ids);
      for (const world of worlds) world.randomNumber = randomInteger(WORLDS);
      await manager.upsert(World, worlds, ['id']);
      return worlds;
    });
  }

  /**
   * The statements of a request go down one connection together, pipelined,
   * instead of one by one down as many as the pool has.
   */
  private async withConnection<T>(
    work: (manager: EntityManager) => Promise<T>,
  ): Promise<T> {
    const runner = this.worlds.manager.connection.createQueryRunner();
    try {
      await runner.connect();
      return await work(runner.manager);
    } finally {
      await runner.release();
    }
  }
}

function findAll(manager: EntityManager, ids: number[]): Promise<World[]> {
  return Promise.all(ids.map((id) => manager.findOneByOrFail(World, { id })));
}
