Rails.application.routes.draw do
  get "plaintext", to: "hello#plaintext"
  get "json", to: "hello#json"
  get "db", to: "worlds#show"
  get "queries", to: "worlds#index"
  get "updates", to: "worlds#update"
  get "fortunes", to: "fortunes#index"
  get "upstream", to: "quotes#index"
  get "healthz", to: "health#show"

  if ENV["DRIVER_ROUTES"]
    namespace :driver do
      get "db", to: "worlds#show"
      get "queries", to: "worlds#index"
      get "updates", to: "worlds#update"
      get "fortunes", to: "fortunes#index"
    end
  end
end
