using Bench.Api.Model;
using Bench.Api.Services;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Bench.Api.Apis;

public static class QuotesApi
{
    private const int MaxCalls = 20;

    public static void MapQuotesApi(this IEndpointRouteBuilder app) => app.MapGet("/upstream", GetQuotesAsync);

    private static async Task<Ok<QuoteList>> GetQuotesAsync(
        string? calls, QuotesClient client, CancellationToken cancellation) =>
        TypedResults.Ok(new QuoteList(await client.GetFirstAsync(Count.Parse(calls, MaxCalls), cancellation)));
}
