using Npgsql;

namespace Bench.Api.Extensions;

public static class ConnectionString
{
    /// <summary>Npgsql's form of DATABASE_URL (postgresql://user:password@host:port/name).</summary>
    public static string From(IConfiguration configuration)
    {
        var text = configuration["DATABASE_URL"]
            ?? throw new InvalidOperationException("DATABASE_URL is not set");
        var url = new Uri(text);
        var user = url.UserInfo.Split(':', 2);

        return new NpgsqlConnectionStringBuilder
        {
            Host = url.Host,
            Port = url.Port > 0 ? url.Port : 5432,
            Database = Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/')),
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            MaxPoolSize = configuration.GetValue("DB_POOL", 16),
            // How long a request waits for a connection, new or from the pool.
            Timeout = 3,
            CommandTimeout = 5,
            // Statements are prepared once for each connection.
            MaxAutoPrepare = 20,
            AutoPrepareMinUsages = 2,
            // Nothing here changes a session.
            NoResetOnClose = true,
            // No ambient transactions.
            Enlist = false,
            // Statements of several requests share a connection's round trips.
            Multiplexing = true,
        }.ConnectionString;
    }
}
