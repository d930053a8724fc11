package dev.bakeoff.hello;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HelloController {

	@GetMapping(path = "/plaintext", produces = MediaType.TEXT_PLAIN_VALUE)
	String plaintext() {
		return "Hello, World!";
	}

	@GetMapping("/json")
	Greeting json() {
		return new Greeting("Hello, World!");
	}

	record Greeting(String message) {
	}

}
