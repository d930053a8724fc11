package dev.bakeoff.world;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface WorldRepository extends JpaRepository<World, Integer> {

	/**
	 * Writes all rows with one statement, in the order given; entities read before are
	 * detached, so that they are not written again.
	 */
	@Modifying(clearAutomatically = true)
	@Query(nativeQuery = true, value = """
			INSERT INTO world (id, randomnumber) SELECT * FROM unnest(:ids, :randomNumbers)
			ON CONFLICT (id) DO UPDATE SET randomnumber = excluded.randomnumber""")
	void saveRandomNumbers(int[] ids, int[] randomNumbers);

}
