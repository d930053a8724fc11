// Needs a database with the contract's rows: DATABASE_URL=... npm test
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppModule } from '../src/app.module.js';
import { setup } from '../src/setup.js';

interface World {
  id: number;
  randomNumber: number;
}

describe('the contract', () => {
  let app: NestExpressApplication;

  beforeAll(async () => {
    const module = await Test.createTestingModule({
      imports: [AppModule],
    }).compile();
    app = module.createNestApplication<NestExpressApplication>();
    setup(app);
    await app.init();
  });

  afterAll(() => app.close());

  const get = (path: string) => request(app.getHttpServer()).get(path);

  it('answers text and JSON', async () => {
    const text = await get('/plaintext').expect(200, 'Hello, World!');
    expect(text.headers).not.toHaveProperty('etag');
    await get('/json').expect(200, { message: 'Hello, World!' });
  });

  it.each([
    ['', 1],
    ['?queries=x', 1],
    ['?queries=0', 1],
    ['?queries=20', 20],
    ['?queries=501', 500],
  ])('reads distinct worlds for "%s"', async (query, count) => {
    const { body } = await get(`/queries${query}`).expect(200);
    expect(new Set((body as World[]).map(({ id }) => id)).size).toBe(count);
  });

  it('reads one world', async () => {
    const { body } = await get('/db').expect(200);
    expect(Object.keys(body as World).sort()).toEqual(['id', 'randomNumber']);
  });

  it('updates worlds in the order of their ids', async () => {
    const { body } = await get('/updates?queries=20').expect(200);
    const ids = (body as World[]).map(({ id }) => id);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    expect(new Set(ids).size).toBe(20);
  });

  it('escapes fortunes', async () => {
    const { text } = await get('/fortunes').expect(200);
    expect(text).toContain('&lt;script&gt;');
    expect(text).toContain('Additional fortune added at request time.');
  });

  it('asks the upstream', async () => {
    const { body } = await get('/upstream?calls=3').expect(200);
    const { quotes } = body as { quotes: { id: number }[] };
    expect(quotes.map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  it('is healthy, and knows no other path', async () => {
    await get('/healthz').expect(200);
    await get('/nowhere').expect(404);
  });
});
