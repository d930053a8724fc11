import { Controller, Get, Query, Render } from '@nestjs/common';
import { CountPipe } from '../common/count.pipe.js';
import type { Fortune } from '../fortunes/fortune.entity.js';
import { withAdditional } from '../fortunes/fortunes.service.js';
import type { World } from '../worlds/world.entity.js';
import { DriverService } from './driver.service.js';

const MAX_QUERIES = 500;

@Controller('driver')
export class DriverController {
  constructor(private readonly driver: DriverService) {}

  @Get('db')
  find(): Promise<World> {
    return this.driver.findRandom();
  }

  @Get('queries')
  list(
    @Query('queries', new CountPipe(MAX_QUERIES)) queries: number,
  ): Promise<World[]> {
    return this.driver.findRandoms(queries);
  }

  @Get('updates')
  update(
    @Query('queries', new CountPipe(MAX_QUERIES)) queries: number,
  ): Promise<World[]> {
    return this.driver.updateRandoms(queries);
  }

  @Get('fortunes')
  @Render('fortunes')
  async fortunes(): Promise<{ fortunes: Fortune[] }> {
    return { fortunes: withAdditional(await this.driver.findFortunes()) };
  }
}
