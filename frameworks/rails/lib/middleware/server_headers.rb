require "time"

# Server and Date, which Puma leaves to the application or a proxy in front.
class ServerHeaders
  def initialize(app)
    @app = app
    @second = 0
  end

  def call(env)
    status, headers, body = @app.call(env)
    headers["server"] = "Puma"
    headers["date"] = date
    [ status, headers, body ]
  end

  private
    def date
      second = Process.clock_gettime(Process::CLOCK_REALTIME, :second)
      unless second == @second
        @date = Time.at(second).httpdate
        @second = second
      end
      @date
    end
end
