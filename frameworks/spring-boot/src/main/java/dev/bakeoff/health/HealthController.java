package dev.bakeoff.health;

import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HealthController {

	private final JdbcClient jdbcClient;

	HealthController(JdbcClient jdbcClient) {
		this.jdbcClient = jdbcClient;
	}

	@GetMapping("/healthz")
	ResponseEntity<String> health() {
		try {
			this.jdbcClient.sql("SELECT 1").query(Integer.class).single();
			return ResponseEntity.ok("ok");
		}
		catch (DataAccessException ex) {
			return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body("database unavailable");
		}
	}

}
