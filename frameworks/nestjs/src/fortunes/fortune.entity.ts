import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('fortune')
export class Fortune {
  @PrimaryColumn('integer')
  id: number;

  @Column('varchar', { length: 2048 })
  message: string;
}
