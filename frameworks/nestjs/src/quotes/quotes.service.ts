import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { Pool } from 'undici';
import type { Settings } from '../config/settings.js';

export interface Quote {
  id: number;
  text: string;
}

@Injectable()
export class QuotesService implements OnApplicationShutdown {
  private readonly upstream: Pool;

  constructor(config: ConfigService<Settings, true>) {
    // As many connections as there are calls in flight, kept open between them.
    this.upstream = new Pool(config.get<string>('UPSTREAM_URL'), {
      connections: null,
      keepAliveTimeout: 60_000,
      headersTimeout: 5_000,
      bodyTimeout: 5_000,
    });
  }

  findFirst(count: number): Promise<Quote[]> {
    const ids = Array.from({ length: count }, (_, index) => index + 1);
    return Promise.all(ids.map((id) => this.find(id)));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.upstream.close();
  }

  private async find(id: number): Promise<Quote> {
    const { statusCode, body } = await this.upstream.request({
      method: 'GET',
      path: `/quotes/${id}`,
    });
    if (statusCode !== 200) {
      await body.dump();
      throw new Error(`upstream answered ${statusCode} for quote ${id}`);
    }
    return (await body.json()) as Quote;
  }
}
