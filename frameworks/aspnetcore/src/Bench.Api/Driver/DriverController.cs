using Bench.Api.Infrastructure;
using Bench.Api.Model;
using Microsoft.AspNetCore.Mvc;

namespace Bench.Api.Driver;

/// <summary>The page of fortunes from the bare driver; see <see cref="DriverApi"/>.</summary>
public class DriverController(BenchContext context, IConfiguration configuration) : Controller
{
    [HttpGet("/driver/fortunes")]
    public async Task<IActionResult> Fortunes() => configuration["DRIVER_ROUTES"] is null
        ? NotFound()
        : View("/Views/Fortunes/Index.cshtml", (await DriverApi.FindFortunesAsync(context)).WithAddition());
}
