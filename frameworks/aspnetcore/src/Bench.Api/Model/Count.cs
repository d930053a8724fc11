using System.Globalization;

namespace Bench.Api.Model;

/// <summary>A query parameter that counts: whatever is not an integer counts as 1.</summary>
public static class Count
{
    public static int Parse(string? value, int max) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? Math.Clamp(number, 1, max)
            : 1;
}
