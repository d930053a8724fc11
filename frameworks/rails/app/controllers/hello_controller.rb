# Nothing here takes parameters, callbacks or views.
class HelloController < ActionController::Metal
  def plaintext
    self.content_type = "text/plain"
    self.response_body = "Hello, World!"
  end

  def json
    self.content_type = "application/json"
    self.response_body = { message: "Hello, World!" }.to_json
  end
end
