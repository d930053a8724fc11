import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

export class CreateWorldAndFortune1763942400000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        name: 'world',
        columns: [
          { name: 'id', type: 'integer', isPrimary: true },
          { name: 'randomnumber', type: 'integer' },
        ],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'fortune',
        columns: [
          { name: 'id', type: 'integer', isPrimary: true },
          { name: 'message', type: 'varchar', length: '2048' },
        ],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('fortune');
    await queryRunner.dropTable('world');
  }
}
