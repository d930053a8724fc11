module Driver
  class WorldsController < ApplicationController
    def show
      render json: Connection.with { |connection| connection.world(random_number) }
    end

    def index
      ids = random_ids(count_param(:queries, max: ::WorldsController::MAX_QUERIES))
      render json: Connection.with { |connection| ids.map { |id| connection.world(id) } }
    end

    def update
      ids = random_ids(count_param(:queries, max: ::WorldsController::MAX_QUERIES)).sort!
      worlds = Connection.with do |connection|
        found = ids.map { |id| connection.world(id) }
        found.each { |world| world[:randomNumber] = random_number }
        connection.save(found)
        found
      end
      render json: worlds
    end

    private
      def random_ids(count)
        ids = Set.new
        ids << random_number while ids.size < count
        ids.to_a
      end

      def random_number
        Random.rand(1..World::ROWS)
      end
  end
end
