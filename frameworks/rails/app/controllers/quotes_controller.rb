class QuotesController < ApplicationController
  MAX_CALLS = 20

  def index
    render json: { quotes: Quote.first(count_param(:calls, max: MAX_CALLS)) }
  end
end
