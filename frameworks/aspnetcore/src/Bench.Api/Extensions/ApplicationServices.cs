using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Bench.Api.Infrastructure;
using Bench.Api.Services;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.WebEncoders;

namespace Bench.Api.Extensions;

public static class ApplicationServices
{
    public static void AddApplicationServices(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var host = configuration["HOST"] ?? "127.0.0.1";

        builder.WebHost.ConfigureKestrel(options =>
            options.Listen(IPAddress.Parse(host), configuration.GetValue("PORT", 5000)));
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(8));

        builder.Services.AddDbContextPool<BenchContext>(options => options
            .UseNpgsql(ConnectionString.From(configuration))
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .EnableThreadSafetyChecks(false));
        builder.Services.AddControllersWithViews();
        // The page is in UTF-8: only what HTML needs is escaped.
        builder.Services.Configure<WebEncoderOptions>(options =>
            options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));

        builder.Services.ConfigureHttpJsonOptions(options =>
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, BenchJsonContext.Default));

        builder.Services.AddHttpClient<QuotesClient>(client =>
        {
            client.BaseAddress = new Uri(configuration["UPSTREAM_URL"] ?? "http://127.0.0.1");
            client.Timeout = TimeSpan.FromSeconds(5);
        })
        .RemoveAllLoggers()
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            UseCookies = false,
            ActivityHeadersPropagator = null,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),
        })
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
    }
}
