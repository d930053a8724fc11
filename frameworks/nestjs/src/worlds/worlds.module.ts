import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { World } from './world.entity.js';
import { WorldsController } from './worlds.controller.js';
import { WorldsService } from './worlds.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([World])],
  controllers: [WorldsController],
  providers: [WorldsService],
})
export class WorldsModule {}
