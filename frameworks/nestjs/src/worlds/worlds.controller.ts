import { Controller, Get, Query } from '@nestjs/common';
import { CountPipe } from '../common/count.pipe.js';
import type { World } from './world.entity.js';
import { WorldsService } from './worlds.service.js';

const MAX_QUERIES = 500;

@Controller()
export class WorldsController {
  constructor(private readonly worlds: WorldsService) {}

  @Get('db')
  find(): Promise<World> {
    return this.worlds.findRandom();
  }

  @Get('queries')
  list(
    @Query('queries', new CountPipe(MAX_QUERIES)) queries: number,
  ): Promise<World[]> {
    return this.worlds.findRandoms(queries);
  }

  @Get('updates')
  update(
    @Query('queries', new CountPipe(MAX_QUERIES)) queries: number,
  ): Promise<World[]> {
    return this.worlds.updateRandoms(queries);
  }
}
