package dev.bakeoff.config;

import java.net.URI;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

	/**
	 * DATABASE_URL as JDBC wants it. Timeouts in seconds, so that requests do not wait for
	 * a lost database.
	 */
	@Bean
	JdbcConnectionDetails jdbcConnectionDetails(BenchProperties properties) {
		URI url = properties.databaseUrl();
		String[] user = url.getUserInfo().split(":", 2);
		int port = (url.getPort() > 0) ? url.getPort() : 5432;
		String jdbcUrl = "jdbc:postgresql://%s:%d%s?connectTimeout=3&socketTimeout=5&tcpKeepAlive=true"
			.formatted(url.getHost(), port, url.getPath());
		return new JdbcConnectionDetails() {

			@Override
			public String getUsername() {
				return user[0];
			}

			@Override
			public String getPassword() {
				return (user.length > 1) ? user[1] : null;
			}

			@Override
			public String getJdbcUrl() {
				return jdbcUrl;
			}

		};
	}

}
