class World < ApplicationRecord
  ROWS = 10_000

  self.table_name = "world"

  class << self
    def find_random
      find random_number
    end

    def find_randoms(count)
      find_each_of random_ids(count)
    end

    def update_randoms(count)
      with_connection do
        # Sorted: concurrent updates lock their rows in the same order.
        worlds = find_each_of(random_ids(count).sort!)
        worlds.each { |world| world.randomnumber = random_number }
        upsert_all worlds.map { |world| { id: world.id, randomnumber: world.randomnumber } }, returning: false
        worlds
      end
    end

    private
      # A statement for each row: that is what the contract measures.
      def find_each_of(ids)
        with_connection { ids.map { |id| find(id) } }
      end

      def random_ids(count)
        ids = Set.new
        ids << random_number while ids.size < count
        ids.to_a
      end

      def random_number
        Random.rand(1..ROWS)
      end
  end

  def as_json(*)
    { id:, randomNumber: randomnumber }
  end
end
