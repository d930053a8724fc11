# The same answers from the bare driver (pg), to measure what the ORM costs: only with
# DRIVER_ROUTES=1, on Active Record's own connections.
module Driver
  class Connection
    STATEMENTS = {
      "driver_world" => "SELECT id, randomnumber FROM world WHERE id = $1",
      "driver_fortunes" => "SELECT id, message FROM fortune",
      "driver_save" => <<~SQL
        INSERT INTO world (id, randomnumber) SELECT * FROM unnest($1::integer[], $2::integer[])
        ON CONFLICT (id) DO UPDATE SET randomnumber = excluded.randomnumber
      SQL
    }.freeze

    def self.with
      ActiveRecord::Base.with_connection { |connection| yield new(connection.raw_connection) }
    end

    def initialize(raw)
      @raw = raw
    end

    def world(id)
      row = execute("driver_world", [ id ]).values.first
      { id: row[0].to_i, randomNumber: row[1].to_i }
    end

    def save(worlds)
      lists = [ :id, :randomNumber ].map { |key| "{#{worlds.pluck(key).join(",")}}" }
      execute("driver_save", lists)
    end

    def fortunes
      execute("driver_fortunes", []).values
    end

    private
      def execute(name, values)
        @raw.exec_prepared(name, values)
      rescue PG::InvalidSqlStatementName
        @raw.prepare(name, STATEMENTS.fetch(name))
        retry
      end
  end
end
