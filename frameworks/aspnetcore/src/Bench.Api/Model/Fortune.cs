namespace Bench.Api.Model;

public class Fortune
{
    public int Id { get; set; }

    public required string Message { get; set; }
}

public static class Fortunes
{
    /// <summary>Adds the fortune of request time and sorts by message.</summary>
    public static List<Fortune> WithAddition(this List<Fortune> fortunes)
    {
        fortunes.Add(new Fortune { Id = 0, Message = "Additional fortune added at request time." });
        fortunes.Sort((a, b) => string.CompareOrdinal(a.Message, b.Message));
        return fortunes;
    }
}
