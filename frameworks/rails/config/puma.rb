workers_wanted = ENV.fetch("WORKERS", 1).to_i
connections = ENV.fetch("DB_POOL", 16).to_i

# No thread ever waits for a database connection.
threads_count = [ connections / workers_wanted, 1 ].max
threads threads_count, threads_count

# One worker is the process itself; a master above it would only cost.
if workers_wanted > 1
  workers workers_wanted
  preload_app!
end

bind "tcp://#{ENV.fetch("HOST", "127.0.0.1")}:#{ENV.fetch("PORT", 3000)}"

# Longer than the idle timeout of the usual load balancers (60 s)
persistent_timeout 75
# Connections are not closed after a number of requests.
max_keep_alive Float::INFINITY

force_shutdown_after 8
raise_exception_on_sigterm false
quiet
