module Driver
  class FortunesController < ActionController::Base
    Row = Struct.new(:id, :message)

    layout "application"

    def index
      rows = Connection.with { |connection| connection.fortunes }
      @fortunes = rows.map { |id, message| Row.new(id, message) }
      @fortunes << Row.new(0, "Additional fortune added at request time.")
      @fortunes.sort_by!(&:message)
      render "fortunes/index"
    end
  end
end
