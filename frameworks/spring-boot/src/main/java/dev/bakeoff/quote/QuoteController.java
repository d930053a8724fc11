package dev.bakeoff.quote;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.bakeoff.common.Counts;
import dev.bakeoff.config.BenchProperties;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

@RestController
class QuoteController {

	private static final int MAX_CALLS = 20;

	private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	private final RestClient upstream;

	QuoteController(RestClient.Builder builder, BenchProperties properties) {
		this.upstream = builder.baseUrl(properties.upstreamUrl()).build();
	}

	@GetMapping("/upstream")
	Quotes quotes(@RequestParam(required = false) String calls) {
		List<Future<Quote>> all = IntStream.rangeClosed(1, Counts.parse(calls, MAX_CALLS))
			.mapToObj((id) -> this.executor.submit(() -> find(id)))
			.toList();
		return new Quotes(all.stream().map(QuoteController::answer).toList());
	}

	private Quote find(int id) {
		return this.upstream.get().uri("/quotes/{id}", id).retrieve().body(Quote.class);
	}

	private static Quote answer(Future<Quote> quote) {
		try {
			return quote.get();
		}
		catch (Exception ex) {
			throw new IllegalStateException("the upstream did not answer", ex);
		}
	}

	record Quotes(List<Quote> quotes) {
	}

}
