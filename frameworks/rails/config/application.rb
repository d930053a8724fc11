require_relative "boot"

require "rails"
# Of Rails' frameworks, those that this API uses
require "active_model/railtie"
require "active_record/railtie"
require "action_controller/railtie"
require "action_view/railtie"
require "rails/test_unit/railtie"

Bundler.require(*Rails.groups)

require_relative "../lib/middleware/server_headers"

module Bench
  class Application < Rails::Application
    config.load_defaults 8.1
    config.api_only = true
    config.autoload_lib(ignore: %w[middleware])
    config.secret_key_base = ENV["SECRET_KEY"]

    # The answers carry what the contract names; a proxy adds what protects pages.
    config.action_dispatch.default_headers = {}

    # Answers have no ETag; nothing here is static, cached or told apart by id.
    config.public_file_server.enabled = false
    config.middleware.delete Rack::ConditionalGet
    config.middleware.delete Rack::ETag
    config.middleware.delete Rack::Runtime
    config.middleware.delete Rack::Sendfile
    config.middleware.delete ActionDispatch::RemoteIp
    config.middleware.delete ActionDispatch::RequestId
    # No callbacks are registered, requests leave nothing in the log, Puma drops bodies of HEAD.
    config.middleware.delete ActionDispatch::Callbacks
    config.middleware.delete Rails::Rack::Logger
    config.middleware.delete Rack::Head
    # Nor anything to give back after a request: there is no query cache, no asynchronous query, no
    # CurrentAttributes, and no connection can be held for longer than a block.
    config.middleware.delete ActionDispatch::Executor
    config.active_record.permanent_connection_checkout = :disallowed
    config.middleware.insert_before 0, ServerHeaders
  end
end
