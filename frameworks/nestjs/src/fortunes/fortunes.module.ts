import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Fortune } from './fortune.entity.js';
import { FortunesController } from './fortunes.controller.js';
import { FortunesService } from './fortunes.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Fortune])],
  controllers: [FortunesController],
  providers: [FortunesService],
})
export class FortunesModule {}
