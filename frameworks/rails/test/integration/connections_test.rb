require "test_helper"

# No executor takes back what a request has left behind (config/application.rb).
class ConnectionsTest < ActionDispatch::IntegrationTest
  # They hold a connection themselves.
  self.use_transactional_tests = false

  test "a request gives its connection back" do
    %w[/db /queries?queries=2 /updates?queries=2 /fortunes /healthz].each do |path|
      get path
      assert_response :success
      assert_not_predicate ActiveRecord::Base.connection_pool, :active_connection?, path
    end
  end
end
