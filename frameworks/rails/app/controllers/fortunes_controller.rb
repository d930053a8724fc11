# A page, not part of the API: rendering views comes with ActionController::Base.
class FortunesController < ActionController::Base
  layout "application"

  def index
    @fortunes = Fortune.all.to_a
    @fortunes << Fortune.new(id: 0, message: "Additional fortune added at request time.")
    @fortunes.sort_by!(&:message)
  end
end
