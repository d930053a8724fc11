ENV["BUNDLE_GEMFILE"] ||= File.expand_path("../Gemfile", __dir__)
# The contract says APP_ENV; Rails would default to development.
ENV["RAILS_ENV"] ||= ENV.fetch("APP_ENV", "production")

require "bundler/setup"
require "bootsnap/setup"
