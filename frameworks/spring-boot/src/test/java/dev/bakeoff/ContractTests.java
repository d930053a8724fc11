package dev.bakeoff;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/** Needs a database with the contract's rows: DATABASE_URL=... mvn verify. */
@SpringBootTest
@AutoConfigureMockMvc
class ContractTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void textAndJson() {
		assertThat(this.mvc.get().uri("/plaintext")).hasStatusOk().bodyText().isEqualTo("Hello, World!");
		assertThat(this.mvc.get().uri("/json")).bodyJson().isStrictlyEqualTo("{\"message\":\"Hello, World!\"}");
	}

	@ParameterizedTest
	@CsvSource({ "x,1", "1.5,1", "0,1", "20,20", "501,500" })
	void worlds(String queries, int count) {
		assertThat(this.mvc.get().uri("/queries?queries=" + queries)).bodyJson()
			.extractingPath("$[*].id")
			.asArray()
			.doesNotHaveDuplicates()
			.hasSize(count);
	}

	@Test
	void updates() {
		assertThat(this.mvc.get().uri("/updates?queries=20")).bodyJson().extractingPath("$").asArray().hasSize(20);
	}

	@Test
	void fortunes() {
		assertThat(this.mvc.get().uri("/fortunes")).bodyText().contains("&lt;script&gt;");
	}

	@Test
	void quotes() {
		assertThat(this.mvc.get().uri("/upstream?calls=3")).bodyJson()
			.extractingPath("$.quotes[*].id")
			.asArray()
			.containsExactly(1, 2, 3);
	}

	@Test
	void healthAndUnknownPaths() {
		assertThat(this.mvc.get().uri("/healthz")).hasStatusOk();
		assertThat(this.mvc.get().uri("/nowhere")).hasStatus(404);
	}

}
