require "net/http"

# Quotes of the upstream service, asked for all at once.
class Quote
  # Threads that wait, each with a connection of its own that stays open
  EXECUTOR = Concurrent::CachedThreadPool.new(name: "upstream", idletime: 60)

  class << self
    def first(count)
      Concurrent::Promises.zip(*(1..count).map { |id| find_later(id) }).value!.then { Array(it) }
    end

    private
      def find_later(id)
        Concurrent::Promises.future_on(EXECUTOR, id) { |wanted| find(wanted) }
      end

      def find(id)
        response = connection.get("/quotes/#{id}")
        response.value # raises unless 2xx
        JSON.parse(response.body)
      end

      def connection
        Thread.current.thread_variable_get(:upstream) || connect.tap { Thread.current.thread_variable_set(:upstream, it) }
      end

      def connect
        upstream = URI(ENV.fetch("UPSTREAM_URL"))
        http = Net::HTTP.new(upstream.host, upstream.port, nil)
        http.keep_alive_timeout = 60
        http.open_timeout = http.read_timeout = 5
        http.start
      end
  end
end
