using Bench.Api.Infrastructure;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Bench.Api.Apis;

public static class HealthApi
{
    public static void MapHealthApi(this IEndpointRouteBuilder app) => app.MapGet("/healthz", GetHealthAsync);

    private static async Task<Results<Ok, StatusCodeHttpResult>> GetHealthAsync(BenchContext context) =>
        await context.Database.CanConnectAsync()
            ? TypedResults.Ok()
            : TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
}
