package dev.bakeoff.world;

import java.util.List;

import dev.bakeoff.common.Counts;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class WorldController {

	private static final int MAX_QUERIES = 500;

	private final WorldService worlds;

	WorldController(WorldService worlds) {
		this.worlds = worlds;
	}

	@GetMapping("/db")
	World db() {
		return this.worlds.findRandom();
	}

	@GetMapping("/queries")
	List<World> queries(@RequestParam(required = false) String queries) {
		return this.worlds.findRandom(Counts.parse(queries, MAX_QUERIES));
	}

	@GetMapping("/updates")
	List<World> updates(@RequestParam(required = false) String queries) {
		return this.worlds.updateRandom(Counts.parse(queries, MAX_QUERIES));
	}

}
