import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Fortune } from './fortune.entity.js';

@Injectable()
export class FortunesService {
  constructor(
    @InjectRepository(Fortune)
    private readonly fortunes: Repository<Fortune>,
  ) {}

  async findAll(): Promise<Fortune[]> {
    return withAdditional(await this.fortunes.find());
  }
}

/** These fortunes and the one of the request, sorted. */
export function withAdditional(fortunes: Fortune[]): Fortune[] {
  fortunes.push({
    id: 0,
    message: 'Additional fortune added at request time.',
  });
  return fortunes.sort((a, b) => (a.message < b.message ? -1 : 1));
}
