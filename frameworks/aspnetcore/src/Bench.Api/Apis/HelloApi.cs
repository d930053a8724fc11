using Bench.Api.Model;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Bench.Api.Apis;

public static class HelloApi
{
    public static void MapHelloApi(this IEndpointRouteBuilder app)
    {
        app.MapGet("/plaintext", () => "Hello, World!");
        app.MapGet("/json", GetGreeting);
    }

    private static Ok<Greeting> GetGreeting() => TypedResults.Ok(new Greeting("Hello, World!"));
}
