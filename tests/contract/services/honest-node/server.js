// An honest service with habits of its own: every body is chunked, `randomNumber` comes
// before `id`, and the workers are forks that share one port.
import cluster from "node:cluster";
import http from "node:http";
import process from "node:process";
import pg from "pg";

const { HOST, PORT, DATABASE_URL, UPSTREAM_URL } = process.env;
const workers = Number(process.env.WORKERS);
const ROWS = 10_000;

const random = () => 1 + Math.floor(Math.random() * ROWS);

function draw(count) {
  const ids = new Set();
  while (ids.size < count) ids.add(random());
  return [...ids];
}

function clamp(text, most) {
  if (!/^[+-]?\d+$/.test(text ?? "")) return 1;
  return Math.min(Math.max(Number(text), 1), most);
}

const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };
const escape = (text) => text.replace(/[&<>"']/g, (c) => escapes[c]);

async function read(client, ids) {
  const worlds = [];
  for (const id of ids) {
    const { rows } = await client.query({
      name: "world",
      text: "SELECT randomnumber, id FROM world WHERE id = $1",
      values: [id],
    });
    worlds.push({ randomNumber: rows[0].randomnumber, id: rows[0].id });
  }
  return worlds;
}

async function withClient(pool, work) {
  const client = await pool.connect();
  try {
    const result = await work(client);
    client.release();
    return result;
  } catch (error) {
    client.release(error); // a connection that failed is not used again
    throw error;
  }
}

const queries = (pool, count) => withClient(pool, (client) => read(client, draw(count)));

const updates = (pool, count) =>
  withClient(pool, async (client) => {
    const ids = draw(count).sort((a, b) => a - b);
    await client.query("BEGIN");
    const worlds = await read(client, ids);
    for (const world of worlds) {
      world.randomNumber = random();
      await client.query({
        name: "set",
        text: "UPDATE world SET randomnumber = $1 WHERE id = $2",
        values: [world.randomNumber, world.id],
      });
    }
    await client.query("COMMIT");
    return worlds;
  });

async function page(pool) {
  const { rows } = await pool.query("SELECT id, message FROM fortune");
  rows.push({ id: 0, message: "Additional fortune added at request time." });
  rows.sort((a, b) => (a.message < b.message ? -1 : 1));
  const body = rows.map((r) => `<tr><td>${r.id}</td><td>${escape(r.message)}</td></tr>`);
  return (
    "<!DOCTYPE html><html><head><title>Fortunes</title></head><body><table>" +
    `<tr><th>id</th><th>message</th></tr>${body.join("")}</table></body></html>`
  );
}

function call(agent, number) {
  return new Promise((resolve, reject) => {
    http
      .get(`${UPSTREAM_URL}/quotes/${number}`, { agent }, async (response) => {
        try {
          if (response.statusCode !== 200) throw new Error(`upstream: ${response.statusCode}`);
          const parts = [];
          for await (const part of response) parts.push(part);
          const { id, text } = JSON.parse(Buffer.concat(parts));
          resolve({ text, id });
        } catch (error) {
          reject(error);
        }
      })
      .on("error", reject);
  });
}

async function quotes(agent, count) {
  const calls = Array.from({ length: count }, (_, i) => call(agent, i + 1));
  return { quotes: await Promise.all(calls) };
}

function serve() {
  const agent = new http.Agent({ keepAlive: true });
  const pool = new pg.Pool({
    connectionString: DATABASE_URL,
    max: Math.max(1, Math.floor(Number(process.env.DB_POOL) / workers)),
    connectionTimeoutMillis: 0, // requests wait for their turn; a lost database fails at once
    idleTimeoutMillis: 0,
  });
  pool.on("error", (error) => console.log(`idle connection lost: ${error.message}`));

  const json = async (value) => ["application/json", JSON.stringify(await value)];
  const text = (value) => ["text/plain", value];
  const routes = {
    "/plaintext": () => text("Hello, World!"),
    "/json": () => json({ message: "Hello, World!" }),
    "/db": () => json(queries(pool, 1).then(([world]) => world)),
    "/queries": (query) => json(queries(pool, clamp(query.get("queries"), 500))),
    "/updates": (query) => json(updates(pool, clamp(query.get("queries"), 500))),
    "/fortunes": async () => ["text/html; charset=utf-8", await page(pool)],
    "/upstream": (query) => json(quotes(agent, clamp(query.get("calls"), 20))),
    "/healthz": () => pool.query("SELECT 1").then(() => text("up")),
  };

  const server = http.createServer(async (request, response) => {
    const url = new URL(request.url, "http://service");
    const answer = (status, [type, body]) => {
      response.writeHead(status, { Server: "honest-node", "Content-Type": type });
      response.write(body); // before end(): Node then sends chunks, not Content-Length
      response.end();
    };
    const route = Object.hasOwn(routes, url.pathname) ? routes[url.pathname] : null;
    if (!route) return answer(404, text("no such path"));
    try {
      answer(200, await route(url.searchParams));
    } catch (error) {
      console.log(`${url.pathname}: ${error.message}`);
      answer(503, text("unavailable"));
    }
  });
  server.keepAliveTimeout = 75_000;
  server.listen({ host: HOST, port: Number(PORT), backlog: 1024 });

  process.on("SIGTERM", () => {
    server.close(async () => {
      agent.destroy();
      await pool.end();
      process.exit(0);
    });
    // A connection whose request was in flight becomes idle only later.
    setInterval(() => server.closeIdleConnections(), 50).unref();
  });
}

if (workers > 1 && cluster.isPrimary) {
  for (let i = 0; i < workers; i++) cluster.fork();
  process.on("SIGTERM", () => {
    for (const worker of Object.values(cluster.workers)) worker.process.kill("SIGTERM");
  });
} else {
  serve();
}
