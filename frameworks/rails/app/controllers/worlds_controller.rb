class WorldsController < ApplicationController
  MAX_QUERIES = 500

  def show
    render json: World.find_random
  end

  def index
    render json: World.find_randoms(count_param(:queries, max: MAX_QUERIES))
  end

  def update
    render json: World.update_randoms(count_param(:queries, max: MAX_QUERIES))
  end
end
