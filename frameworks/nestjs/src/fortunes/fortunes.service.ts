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
    const fortunes = await this.fortunes.find();
    fortunes.push({
      id: 0,
      message: 'Additional fortune added at request time.',
    });
    return fortunes.sort((a, b) => (a.message < b.message ? -1 : 1));
  }
}
