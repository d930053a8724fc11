class HealthController < ApplicationController
  rescue_from ActiveRecord::ActiveRecordError do
    render plain: "database unavailable", status: :service_unavailable
  end

  def show
    ActiveRecord::Base.with_connection { |connection| connection.select_value("SELECT 1") }
    render plain: "ok"
  end
end
