# Needs a database with the contract's rows: DATABASE_URL=... bin/rails test
require "test_helper"

class ContractTest < ActionDispatch::IntegrationTest
  test "text and JSON, without ETag" do
    get "/plaintext"
    assert_equal "Hello, World!", response.body
    assert_nil response.headers["etag"]

    get "/json"
    assert_equal({ "message" => "Hello, World!" }, response.parsed_body)
  end

  test "one world" do
    get "/db"
    assert_equal %w[id randomNumber], response.parsed_body.keys
  end

  test "a count that is no integer is one, others are clamped" do
    { "" => 1, "?queries=" => 1, "?queries=x" => 1, "?queries=1.5" => 1, "?queries=0" => 1,
      "?queries=20" => 20, "?queries=501" => 500 }.each do |query, count|
      get "/queries#{query}"
      assert_equal count, response.parsed_body.pluck("id").uniq.size, query
    end
  end

  test "updates are stored" do
    get "/updates?queries=20"
    stored = World.find(response.parsed_body.pluck("id")).sort_by(&:id)
    assert_equal stored.as_json, response.parsed_body.map(&:symbolize_keys)
  end

  test "fortunes are sorted and escaped" do
    get "/fortunes"
    messages = response.parsed_body.css("td:nth-child(2)").map(&:text)
    assert_equal messages.sort, messages
    assert_includes response.body, "&lt;script&gt;"
  end

  test "quotes come in order" do
    get "/upstream?calls=3"
    assert_equal [ 1, 2, 3 ], response.parsed_body["quotes"].pluck("id")
  end

  test "health and unknown paths" do
    get "/healthz"
    assert_response :success
    get "/nowhere"
    assert_response :not_found
  end
end
