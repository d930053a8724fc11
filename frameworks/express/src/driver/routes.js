// The same answers from the bare driver, to measure what the ORM costs: only
// with DRIVER_ROUTES=1, and no part of the service otherwise.
import { showFortunes } from '../api/fortunes.js';
import {
  parseCount,
  randomInteger,
  sampleIntegers,
} from '../common/numbers.js';
import { sendJson } from '../common/reply.js';
import { pool } from '../db/client.js';

const WORLDS = 10_000;
const MAX_QUERIES = 500;

const worldById = (id) => ({
  name: 'driver_world_by_id',
  text: 'select id, randomnumber from world where id = $1',
  values: [id],
});
const saveWorlds = (ids, numbers) => ({
  name: 'driver_save_worlds',
  text: `insert into world (id, randomnumber)
         select * from unnest($1::integer[], $2::integer[])
         on conflict (id) do update set randomnumber = excluded.randomnumber`,
  values: [ids, numbers],
});
const allFortunes = {
  name: 'driver_all_fortunes',
  text: 'select id, message from fortune',
};

async function findWorld(connection, id) {
  const { rows } = await connection.query(worldById(id));
  return { id: rows[0].id, randomNumber: rows[0].randomnumber };
}

async function withClient(work) {
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    client.release();
  }
}

async function getWorld(req, res) {
  sendJson(res, await findWorld(pool, randomInteger(WORLDS)));
}

async function listWorlds(req, res) {
  const count = parseCount(req.query.queries, MAX_QUERIES);
  const ids = sampleIntegers(count, WORLDS);
  const worlds = await withClient((client) =>
    Promise.all(ids.map((id) => findWorld(client, id))),
  );
  sendJson(res, worlds);
}

async function updateWorlds(req, res) {
  const count = parseCount(req.query.queries, MAX_QUERIES);
  const ids = sampleIntegers(count, WORLDS).sort((a, b) => a - b);
  const worlds = await withClient(async (client) => {
    const found = await Promise.all(ids.map((id) => findWorld(client, id)));
    for (const world of found) world.randomNumber = randomInteger(WORLDS);
    const numbers = found.map((world) => world.randomNumber);
    await client.query(saveWorlds(ids, numbers));
    return found;
  });
  sendJson(res, worlds);
}

async function listFortunes(req, res) {
  const { rows } = await pool.query(allFortunes);
  showFortunes(res, rows);
}

export function addDriverRoutes(app) {
  app.get('/driver/db', getWorld);
  app.get('/driver/queries', listWorlds);
  app.get('/driver/updates', updateWorlds);
  app.get('/driver/fortunes', listFortunes);
}
