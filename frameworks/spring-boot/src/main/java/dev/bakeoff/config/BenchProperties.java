package dev.bakeoff.config;

import java.net.URI;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the environment says.
 *
 * @param databaseUrl postgresql://user:password@host:port/name
 * @param upstreamUrl where quotes come from
 */
@ConfigurationProperties("bench")
public record BenchProperties(URI databaseUrl, URI upstreamUrl) {
}
