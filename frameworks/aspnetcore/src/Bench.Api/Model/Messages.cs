namespace Bench.Api.Model;

public record Greeting(string Message);

public record Quote(int Id, string Text);

public record QuoteList(Quote[] Quotes);
