package dev.bakeoff.driver;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import dev.bakeoff.common.Counts;
import dev.bakeoff.fortune.Fortune;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * The same answers from the bare driver (JDBC), to measure what the ORM costs: only with
 * DRIVER_ROUTES=1, on the connections of its pool.
 */
@Controller
@RequestMapping("/driver")
@ConditionalOnProperty(name = "driver.routes", havingValue = "1")
class DriverController {

	private static final int ROWS = 10_000;

	private static final int MAX_QUERIES = 500;

	private static final String WORLD_BY_ID = "SELECT id, randomnumber FROM world WHERE id = ?";

	private static final String ALL_FORTUNES = "SELECT id, message FROM fortune";

	private static final String SAVE_WORLDS = """
			INSERT INTO world (id, randomnumber) SELECT * FROM unnest(?, ?)
			ON CONFLICT (id) DO UPDATE SET randomnumber = excluded.randomnumber""";

	private final DataSource dataSource;

	DriverController(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	record Row(int id, int randomNumber) {
	}

	@GetMapping("/db")
	@ResponseBody
	Row db() throws SQLException {
		try (Connection connection = connect()) {
			return read(connection, IntStream.of(randomNumber())).getFirst();
		}
	}

	@GetMapping("/queries")
	@ResponseBody
	List<Row> queries(@RequestParam(required = false) String queries) throws SQLException {
		try (Connection connection = connect()) {
			return read(connection, randomIds(Counts.parse(queries, MAX_QUERIES)));
		}
	}

	@GetMapping("/updates")
	@ResponseBody
	List<Row> updates(@RequestParam(required = false) String queries) throws SQLException {
		IntStream ids = randomIds(Counts.parse(queries, MAX_QUERIES)).sorted();
		try (Connection connection = connect()) {
			List<Row> changed = read(connection, ids).stream()
				.map((row) -> new Row(row.id(), randomNumber()))
				.toList();
			try (PreparedStatement statement = connection.prepareStatement(SAVE_WORLDS)) {
				statement.setObject(1, changed.stream().mapToInt(Row::id).toArray());
				statement.setObject(2, changed.stream().mapToInt(Row::randomNumber).toArray());
				statement.executeUpdate();
			}
			return changed;
		}
	}

	@GetMapping("/fortunes")
	String fortunes(Model model) throws SQLException {
		List<Fortune> all = new ArrayList<>();
		try (Connection connection = connect();
				PreparedStatement statement = connection.prepareStatement(ALL_FORTUNES);
				ResultSet rows = statement.executeQuery()) {
			while (rows.next()) {
				all.add(new Fortune(rows.getInt(1), rows.getString(2)));
			}
		}
		all.add(new Fortune(0, "Additional fortune added at request time."));
		all.sort(Comparator.comparing(Fortune::getMessage));
		model.addAttribute("fortunes", all);
		return "fortunes";
	}

	private Connection connect() throws SQLException {
		Connection connection = this.dataSource.getConnection();
		connection.setAutoCommit(true);
		return connection;
	}

	private static List<Row> read(Connection connection, IntStream ids) throws SQLException {
		List<Row> found = new ArrayList<>();
		try (PreparedStatement statement = connection.prepareStatement(WORLD_BY_ID)) {
			for (int id : ids.toArray()) {
				statement.setInt(1, id);
				try (ResultSet rows = statement.executeQuery()) {
					rows.next();
					found.add(new Row(rows.getInt(1), rows.getInt(2)));
				}
			}
		}
		return found;
	}

	private static IntStream randomIds(int count) {
		return ThreadLocalRandom.current().ints(1, ROWS + 1).distinct().limit(count);
	}

	private static int randomNumber() {
		return ThreadLocalRandom.current().nextInt(1, ROWS + 1);
	}

}
