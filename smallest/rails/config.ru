require "action_controller/railtie"

class Hello < Rails::Application
  config.eager_load = true
  config.secret_key_base = ENV.fetch("SECRET_KEY")
end

Rails.application.initialize!

Rails.application.routes.draw do
  get "/healthz", to: "hello#index"
end

class HelloController < ActionController::Base
  def index
    render plain: "Hello, World!"
  end
end

run Rails.application
