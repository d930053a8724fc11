// Needs a database with the contract's rows: DATABASE_URL=... npm test
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import request from 'supertest';

const quotes = createServer(async (req, res) => {
  const id = Number(req.url.split('/').at(-1));
  await sleep(50);
  res.setHeader('Content-Type', 'application/json');
  res.end(JSON.stringify({ id, text: `quote ${id}` }));
});

let app, pool, upstream;

before(async () => {
  await new Promise((resolve) => quotes.listen(0, '127.0.0.1', resolve));
  process.env.UPSTREAM_URL = `http://127.0.0.1:${quotes.address().port}`;
  ({ app } = await import('../src/app.js'));
  ({ pool } = await import('../src/db/client.js'));
  ({ upstream } = await import('../src/api/quotes.js'));
});

after(async () => {
  quotes.close();
  await Promise.all([pool?.end(), upstream?.close()]);
});

test('plaintext and JSON', async () => {
  await request(app)
    .get('/plaintext')
    .expect('Content-Type', 'text/plain')
    .expect('Server', 'Express')
    .expect(200, 'Hello, World!');
  await request(app)
    .get('/json')
    .expect('Content-Type', 'application/json')
    .expect(200, '{"message":"Hello, World!"}');
});

test('one world', async () => {
  const { body } = await request(app).get('/db').expect(200);
  assert.deepEqual(Object.keys(body), ['id', 'randomNumber']);
  assert.ok(body.id >= 1 && body.id <= 10_000);
});

for (const [queries, count] of [
  ['', 1],
  ['?queries=', 1],
  ['?queries=x', 1],
  ['?queries=2.5', 1],
  ['?queries=0', 1],
  ['?queries=20', 20],
  ['?queries=501', 500],
]) {
  test(`distinct worlds for ${queries || 'no count'}`, async () => {
    const { body } = await request(app).get(`/queries${queries}`).expect(200);
    assert.equal(new Set(body.map(({ id }) => id)).size, count);
  });
}

test('updates are stored', async () => {
  const { body } = await request(app).get('/updates?queries=20').expect(200);
  assert.equal(body.length, 20);
  const { rows } = await pool.query(
    'select id, randomnumber as "randomNumber" from world where id = any($1) order by id',
    [body.map(({ id }) => id)],
  );
  assert.deepEqual(body, rows);
});

test('fortunes are sorted and escaped', async () => {
  const { text } = await request(app)
    .get('/fortunes')
    .expect('Content-Type', 'text/html; charset=utf-8')
    .expect(200);
  assert.ok(text.includes('&lt;script&gt;') && !text.includes('<script>'));
  const rows = [...text.matchAll(/<td>(\d+)<\/td>/g)].map(([, id]) => id);
  assert.deepEqual(rows, '11 4 5 2 8 0 3 7 10 6 9 1 12'.split(' '));
});

test('quotes come in order and all at once', async () => {
  const started = performance.now();
  const { body } = await request(app).get('/upstream?calls=20').expect(200);
  assert.deepEqual(
    body.quotes.map(({ id }) => id),
    Array.from({ length: 20 }, (_, index) => index + 1),
  );
  assert.ok(performance.now() - started < 500);
});

test('health and unknown paths', async () => {
  await request(app).get('/healthz').expect(200);
  await request(app).get('/nowhere').expect('Server', 'Express').expect(404);
});
