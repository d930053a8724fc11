import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { randomInteger, sampleIntegers } from '../common/random.js';
import type { Fortune } from '../fortunes/fortune.entity.js';
import type { World } from '../worlds/world.entity.js';

const WORLDS = 10_000;

/** What is used of pg: TypeORM's driver has the pool and does not type it. */
interface Connection {
  query(query: object): Promise<{ rows: never[] }>;
  release(): void;
}
type Pool = Connection & { connect(): Promise<Connection> };

/** The same answers from the bare driver, to measure what the ORM costs. */
@Injectable()
export class DriverService {
  private readonly pool: Pool;

  constructor(@InjectDataSource() dataSource: DataSource) {
    this.pool = (dataSource.driver as unknown as { master: Pool }).master;
  }

  findRandom(): Promise<World> {
    return findWorld(this.pool, randomInteger(WORLDS));
  }

  findRandoms(count: number): Promise<World[]> {
    const ids = sampleIntegers(count, WORLDS);
    return this.withConnection((connection) => findAll(connection, ids));
  }

  updateRandoms(count: number): Promise<World[]> {
    const ids = sampleIntegers(count, WORLDS).sort((a, b) => a - b);
    return this.withConnection(async (connection) => {
      const worlds = await findAll(connection, ids);
      for (const world of worlds) world.randomNumber = randomInteger(WORLDS);
      const numbers = worlds.map((world) => world.randomNumber);
      await connection.query({
        name: 'driver_save_worlds',
        text: `insert into world (id, randomnumber)
          select * from unnest($1::integer[], $2::integer[])
          on conflict (id) do update set randomnumber = excluded.randomnumber`,
        values: [ids, numbers],
      });
      return worlds;
    });
  }

  async findFortunes(): Promise<Fortune[]> {
    const { rows } = await this.pool.query({
      name: 'driver_all_fortunes',
      text: 'select id, message from fortune',
    });
    return rows;
  }

  private async withConnection<T>(
    work: (connection: Connection) => Promise<T>,
  ): Promise<T> {
    const connection = await this.pool.connect();
    try {
      return await work(connection);
    } finally {
      connection.release();
    }
  }
}

async function findWorld(connection: Connection, id: number): Promise<World> {
  const { rows } = await connection.query({
    name: 'driver_world_by_id',
    text: 'select id, randomnumber as "randomNumber" from world where id = $1',
    values: [id],
  });
  return rows[0];
}

function findAll(connection: Connection, ids: number[]): Promise<World[]> {
  return Promise.all(ids.map((id) => findWorld(connection, id)));
}
