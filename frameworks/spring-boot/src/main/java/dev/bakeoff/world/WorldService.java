package dev.bakeoff.world;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class WorldService {

	private static final int ROWS = 10_000;

	private final WorldRepository worlds;

	WorldService(WorldRepository worlds) {
		this.worlds = worlds;
	}

	@Transactional(readOnly = true)
	World findRandom() {
		return find(randomNumber());
	}

	@Transactional(readOnly = true)
	List<World> findRandom(int count) {
		return randomIds(count).mapToObj(this::find).toList();
	}

	@Transactional
	List<World> updateRandom(int count) {
		// Sorted: concurrent updates lock their rows in the same order.
		int[] ids = randomIds(count).sorted().toArray();
		int[] numbers = IntStream.generate(WorldService::randomNumber).limit(count).toArray();
		List<World> found = Arrays.stream(ids).mapToObj(this::find).toList();
		this.worlds.saveRandomNumbers(ids, numbers);
		for (int i = 0; i < count; i++) {
			found.get(i).setRandomNumber(numbers[i]);
		}
		return found;
	}

	private World find(int id) {
		return this.worlds.findById(id).orElseThrow();
	}

	private static IntStream randomIds(int count) {
		return ThreadLocalRandom.current().ints(1, ROWS + 1).distinct().limit(count);
	}

	private static int randomNumber() {
		return ThreadLocalRandom.current().nextInt(1, ROWS + 1);
	}

}
