using Bench.Api.Infrastructure;
using Bench.Api.Model;
using Microsoft.AspNetCore.Mvc;

namespace Bench.Api.Controllers;

/// <summary>The one page with a view; what answers JSON is in Apis.</summary>
public class FortunesController(BenchContext context) : Controller
{
    [HttpGet("/fortunes")]
    public async Task<IActionResult> Index()
    {
        var fortunes = new List<Fortune>();
        await foreach (var fortune in context.FindFortunesAsync())
        {
            fortunes.Add(fortune);
        }

        return View(fortunes.WithAddition());
    }
}
