import { Controller, Get, Query } from '@nestjs/common';
import { CountPipe } from '../common/count.pipe.js';
import { type Quote, QuotesService } from './quotes.service.js';

const MAX_CALLS = 20;

@Controller('upstream')
export class QuotesController {
  constructor(private readonly quotes: QuotesService) {}

  @Get()
  async list(
    @Query('calls', new CountPipe(MAX_CALLS)) calls: number,
  ): Promise<{ quotes: Quote[] }> {
    return { quotes: await this.quotes.findFirst(calls) };
  }
}
